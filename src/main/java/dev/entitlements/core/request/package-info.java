/** What one pod asks for, who asks, and what it already declares. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.request;
