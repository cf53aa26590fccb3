package dev.entitlements.codec.rulebook;

/**
 * A file of a rulebook.
 *
 * @param name what problems call it
 * @param text what it holds
 */
public record SourceFile(String name, String text) {}
