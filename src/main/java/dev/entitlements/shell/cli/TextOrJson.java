package dev.entitlements.shell.cli;

/** The forms of an answer that is short. */
enum TextOrJson {
    TEXT,
    JSON
}
