package dev.entitlements.core.entitlement;

/**
 * What people read about an entitlement.
 *
 * @param summary one line: what it grants
 * @param use when to ask for it
 * @param risk what it gives away
 */
public record Documentation(String summary, String use, String risk) {}
