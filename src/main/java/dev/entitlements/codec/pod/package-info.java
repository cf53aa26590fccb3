/** Pod JSON to a request; settings to a JSON Patch on that same tree. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.pod;
