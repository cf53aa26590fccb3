/** Containers run the way a node runs them, for the truth tests of every kind. */
@NullMarked
package dev.entitlements.truth.runtime;

import org.jspecify.annotations.NullMarked;
