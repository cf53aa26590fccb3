/** Looks again and again, off the event loop, whatever a look comes to. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.watch;
