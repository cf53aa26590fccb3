/** Benchmarks: what a decision costs, always beside a yardstick measured in the same run. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.bench;
