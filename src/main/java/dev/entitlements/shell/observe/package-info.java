/** Says what was decided, counts it, and whether we are ready. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.observe;
