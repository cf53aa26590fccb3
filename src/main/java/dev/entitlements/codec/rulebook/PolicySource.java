package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.Policy;
import java.util.List;

/**
 * A policy with the places that checks against the catalogue and other policies speak of.
 *
 * @param policy the policy
 * @param name where its name stands
 * @param defaults its defaults
 * @param allow its allow patterns, those of exceptions not among them
 * @param ephemeral its names for ephemeral containers
 * @param exceptions its exceptions
 */
record PolicySource(
        Policy policy,
        Place name,
        List<Located<EntitlementId>> defaults,
        List<Located<NamePattern>> allow,
        List<Located<EntitlementId>> ephemeral,
        List<ExceptionSource> exceptions) {}
