package dev.entitlements.codec.rulebook;

/**
 * One file of a rulebook.
 *
 * @param name as it was given
 * @param text its content
 */
public record SourceFile(String name, String text) {}
