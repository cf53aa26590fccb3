/** Which entitlements exist and who may use them, frozen at one revision. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.rulebook;
