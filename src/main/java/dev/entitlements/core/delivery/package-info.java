/** Which nodes have which profiles, and whether a rulebook may go live. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.delivery;
