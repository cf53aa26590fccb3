/** A log of system calls to a recording, and what was learned of it as a person or a script reads it. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.record;
