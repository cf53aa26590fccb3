/** Turns away what is too large, before anything reads it. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.limit;
