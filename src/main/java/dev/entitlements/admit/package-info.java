/** From JSON and rulebook to outcome, in one line; every shell goes through here. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.admit;
