/** Lets go of callers before the process ends. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.drain;
