package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Paint;

/** When answers are coloured. */
enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    Paint paint(Terminal terminal) {
        return switch (this) {
            case ALWAYS -> Paint.ANSI;
            case NEVER -> Paint.PLAIN;
            case AUTO ->
                terminal.audience() == Terminal.Audience.PERSON
                                && terminal.setting("NO_COLOR").isEmpty()
                        ? Paint.ANSI
                        : Paint.PLAIN;
        };
    }
}
