/** The only JSON and YAML mappers, and how bad text is reported. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.text;
