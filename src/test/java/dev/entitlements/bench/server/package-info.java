/** The packaged server under load, beside routes of the same server that do nothing. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.bench.server;
