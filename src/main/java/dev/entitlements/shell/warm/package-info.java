/** Does before the server is ready what would make its first answers slow. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.warm;
