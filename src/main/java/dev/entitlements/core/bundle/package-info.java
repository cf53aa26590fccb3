/** The finite set of profiles that a rulebook can ever need, and which one a set of entitlements gets. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.bundle;
