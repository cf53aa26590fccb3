/** YAML to catalogue and policies, every issue with its line. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.rulebook;
