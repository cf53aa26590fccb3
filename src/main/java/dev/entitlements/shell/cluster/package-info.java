/**
 * Whom a program takes for its cluster, and what a command asks of it: its pods and namespaces, page by page, and the
 * Events it leaves there.
 */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.cluster;
