/** The security settings a pod ends up with. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.settings;
