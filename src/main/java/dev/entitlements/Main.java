package dev.entitlements;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The door of the program. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs. */
    public static void main(String[] args) {
        Quarkus.run(args);
    }
}
