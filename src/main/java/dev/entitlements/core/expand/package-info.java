/** Each file turns what a pod may have into one kind of setting. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.expand;
