/** The agent of a node: keeps the profiles of the rulebook on it, and says so to the cluster. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.node;
