/** Loads the rulebook, watches it, and holds the current one; knows the namespaces' labels. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.rules;
