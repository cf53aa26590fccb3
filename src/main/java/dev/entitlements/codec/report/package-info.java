/** A decision as a person or a script reads it. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.report;
