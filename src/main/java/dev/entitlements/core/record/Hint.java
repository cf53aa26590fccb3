package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Capability;

/**
 * A call that succeeds only with a capability, or only for some users and files without it: a log cannot tell which.
 *
 * @param capability the capability
 * @param seen the call
 */
public record Hint(Capability capability, Seen seen) {}
