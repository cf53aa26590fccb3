package dev.entitlements.bench;

/**
 * One limit and what was measured of it.
 *
 * @param limit what is held to what, in words and with its unit
 * @param yardstick what was measured of the yardstick, in the same run
 * @param ours what was measured of ours
 * @param ratio ours by the yardstick, or what the limit's words say instead
 * @param goal what the ratio is to reach, or not to pass
 * @param reached whether it does
 */
public record Row(String limit, double yardstick, double ours, double ratio, double goal, boolean reached) {
    /** Of what should be large. */
    public static Row atLeast(String limit, double yardstick, double ours, double goal) {
        double ratio = ours / yardstick;
        return new Row(limit, yardstick, ours, ratio, goal, ratio >= goal);
    }

    /** Of what should be small. */
    public static Row atMost(String limit, double yardstick, double ours, double goal) {
        double ratio = ours / yardstick;
        return new Row(limit, yardstick, ours, ratio, goal, ratio <= goal);
    }

    /** Of what has no goal, and is told all the same. */
    public static Row told(String limit, double yardstick, double ours) {
        return new Row(limit + " (told, no goal)", yardstick, ours, ours / yardstick, 0, true);
    }
}
