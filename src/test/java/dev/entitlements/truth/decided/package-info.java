/** Containers as they follow from a pod's annotation: user, capabilities, profile and escalation are decided, not chosen. */
@NullMarked
package dev.entitlements.truth.decided;

import org.jspecify.annotations.NullMarked;
