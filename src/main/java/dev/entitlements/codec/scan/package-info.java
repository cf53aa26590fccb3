/** What runs in a cluster, beside what the rulebook would make of it, gathered by owner. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.scan;
