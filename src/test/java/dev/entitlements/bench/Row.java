package dev.entitlements.bench;

/**
 * One limit and how far we are from it.
 *
 * @param limit what is limited
 * @param yardstick what ours is held against
 * @param ours what was measured
 * @param ratio ours in terms of the yardstick
 * @param goal what the ratio is to be at most
 * @param reached whether it is
 */
public record Row(String limit, double yardstick, double ours, double ratio, double goal, boolean reached) {
    /** Where less is better. */
    static Row atMost(String limit, double yardstick, double ours, double goal) {
        double ratio = ours / yardstick;
        return new Row(limit, yardstick, ours, ratio, goal, ratio <= goal);
    }
}
