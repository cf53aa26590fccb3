package dev.entitlements.shell.cli;

/** Numbers of things in words. */
final class Count {
    private Count() {}

    /** {@code 1 file}, {@code 2 files}. */
    static String of(long number, String thing) {
        if (number == 1) {
            return number + " " + thing;
        }
        boolean takesIes = thing.endsWith("y") && !thing.endsWith("ay");
        return number + " " + (takesIes ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s");
    }
}
