/** The same answer in a terminal. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.cli;
