package dev.entitlements.shell.warm;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.shell.rules.EarlyReading;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the rulebook, decides a sample by it, and uses a key as a handshake does, on another core while the server starts.
 *
 * <p>The server's knobs are not read yet, so their names are looked up where they nearly always are. A guess that is wrong
 * costs what it took: the server compares what was read with what it is asked for, and a sample of another rulebook
 * warms as well.
 */
public final class HeadStart {
    private HeadStart() {}

    /** Begins. */
    public static void begin() {
        begin("head-start", HeadStart::decide);
        begin("head-start-keys", KeyRehearsal::run);
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void decide() {
        Path profiles = Path.of(knob("entitlements.profiles.dir").orElse("profiles"));
        Path policies = knob("entitlements.policies.dir").map(Path::of).orElseGet(() -> profiles.resolve("policies"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        SampleReviews.decide(
                () -> EarlyReading.make(
                        profiles.resolve("catalogue"), policies, new RulebookCircumstances(today, delivery())),
                today);
    }

    /** As the server has it before it knows any node. */
    private static Delivery delivery() {
        Delivery.Channel channel = knob("entitlements.delivery")
                .map(word -> word.toUpperCase(Locale.ROOT))
                .flatMap(HeadStart::channel)
                .orElse(Delivery.Channel.AGENT);
        boolean alone = System.getenv("KUBERNETES_SERVICE_HOST") == null;
        boolean appArmor = knob("entitlements.apparmor")
                .filter(word -> !word.equalsIgnoreCase("auto"))
                .map(word -> word.equalsIgnoreCase("on"))
                .orElse(alone && channel == Delivery.Channel.AGENT);
        return new Delivery(channel, appArmor ? Delivery.AppArmor.ON : Delivery.AppArmor.OFF);
    }

    private static Optional<Delivery.Channel> channel(String word) {
        for (Delivery.Channel channel : Delivery.Channel.values()) {
            if (channel.name().equals(word)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> knob(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() ->
                        Optional.ofNullable(System.getenv(name.replace('.', '_').toUpperCase(Locale.ROOT))));
    }
}
