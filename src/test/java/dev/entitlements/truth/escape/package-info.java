/** Attempts to get out of a container, each with the entitlement that would allow it. */
@NullMarked
package dev.entitlements.truth.escape;

import org.jspecify.annotations.NullMarked;
