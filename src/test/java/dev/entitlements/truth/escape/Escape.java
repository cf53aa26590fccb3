package dev.entitlements.truth.escape;

/**
 * An attempt, what stops it, and what lets it through.
 *
 * @param attempt its name in the C program
 * @param below what the pod asks for where it is stopped
 * @param stopped what the kernel answers then
 * @param layer what stops it there
 * @param with what the pod asks for where it is let through; the empty string where nothing lets it through
 * @param then what the kernel answers then, or {@link #LATER}
 */
record Escape(String attempt, String below, String stopped, Layer layer, String with, String then) {
    /** That the kernel looks at the call and finds another fault with it, the same as without any profile. */
    static final String LATER = "later";

    /** What stops an attempt. */
    enum Layer {
        /** The profile alone: with every capability it is stopped as well. */
        SECCOMP,
        /** The lack of a capability, below a profile that would let it through. */
        CAPABILITY,
        /** The device cgroup, which neither capabilities nor profiles change. */
        DEVICES
    }

    static Escape by(String attempt, String below, String stopped) {
        return new Escape(attempt, below, stopped, Layer.SECCOMP, "", "");
    }

    Escape through(String names, String answer) {
        return new Escape(attempt, below, stopped, layer, names, answer);
    }

    Escape because(Layer other) {
        return new Escape(attempt, below, stopped, other, with, then);
    }

    @Override
    public String toString() {
        return attempt + " below " + below;
    }
}
