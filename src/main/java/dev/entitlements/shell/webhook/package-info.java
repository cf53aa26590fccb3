/** The HTTPS door of the API server. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.webhook;
