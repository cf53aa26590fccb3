/** Turns away what is too much, before anything is done for it. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.limit;
