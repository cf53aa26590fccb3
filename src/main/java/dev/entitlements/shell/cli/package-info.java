/** The same answer in a terminal, with exit codes 0 clean, 1 failure, 2 refused, 3 bad input. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.cli;
