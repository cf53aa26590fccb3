/** The same answer over REST, changing nothing. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.dryrun;
