/** The certificate that the server shows, and the authority it trusts. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.cert;
