/** What a command asks of a cluster: its pods and namespaces, page by page, and the Events it leaves there. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.cluster;
