/** An entitlement is a name and the grants it stands for. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.entitlement;
