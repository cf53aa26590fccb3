/** Admitted with settings, or refused with findings. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.decision;
