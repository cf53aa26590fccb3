/** RFC 6902 operations against a JSON tree: noted, applied, written. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.patch;
