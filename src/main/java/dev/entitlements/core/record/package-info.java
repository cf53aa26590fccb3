/** The least entitlements that cover the system calls a log shows. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.record;
