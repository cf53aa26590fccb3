/** Knows the cluster's nodes, and what their agents say of them. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.delivery;
