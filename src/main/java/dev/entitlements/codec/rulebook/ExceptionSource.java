package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.PolicyException;
import java.util.List;

/**
 * An exception with its places.
 *
 * @param exception the exception
 * @param name where its name stands
 * @param until where its last day stands
 * @param allow its patterns
 */
record ExceptionSource(PolicyException exception, Place name, Place until, List<Located<NamePattern>> allow) {}
