package dev.entitlements.architecture;

import java.util.List;
import java.util.Map;

/**
 * The map of the house: package to the packages it may import, besides {@code java..} and jspecify.
 *
 * <p>An entry is a package of ours below the root; with {@code =} before it, a package of a library.
 */
final class HouseTable {
    private static final String JACKSON = "=com.fasterxml.jackson..";
    private static final String INJECT = "=jakarta.inject..";
    private static final String CDI = "=jakarta.enterprise..";
    private static final String QUARKUS = "=io.quarkus..";
    private static final String SMALLRYE = "=io.smallrye..";
    private static final String LOGGING = "=org.jboss.logging..";
    private static final String FABRIC8 = "=io.fabric8..";
    private static final String JAX_RS = "=jakarta.ws.rs..";
    private static final String VERTX = "=io.vertx..";
    private static final String PICOCLI = "=picocli..";

    static final Map<String, List<String>> ROWS = Map.ofEntries(
            Map.entry("core.words", List.of()),
            Map.entry("core.entitlement", List.of()),
            Map.entry("core.request", List.of()),
            Map.entry("core.settings", List.of("core.entitlement")),
            Map.entry("core.bundle", List.of("core.entitlement", "core.settings")),
            Map.entry("core.rulebook", List.of("core.entitlement", "core.request", "core.bundle")),
            Map.entry("core.decision", List.of("core.entitlement", "core.settings", "core.rulebook")),
            Map.entry("core.delivery", List.of()),
            Map.entry("core.record", List.of("core.entitlement")),
            Map.entry("core.pss", List.of("core.entitlement", "core.request")),
            Map.entry(
                    "core.check",
                    List.of(
                            "core.words",
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.bundle",
                            "core.rulebook",
                            "core.decision",
                            "core.pss")),
            Map.entry(
                    "core.expand",
                    List.of(
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.bundle",
                            "core.rulebook",
                            "core.decision",
                            "core.check")),
            Map.entry(
                    "core.engine",
                    List.of(
                            "core.words",
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.bundle",
                            "core.rulebook",
                            "core.decision",
                            "core.check",
                            "core.expand")),
            Map.entry("codec.text", List.of("core.words", JACKSON, "=org.snakeyaml..")),
            Map.entry(
                    "codec.rulebook",
                    List.of(
                            "core.words",
                            "core.entitlement",
                            "core.rulebook",
                            "core.bundle",
                            "core.pss",
                            "codec.text",
                            JACKSON)),
            Map.entry("codec.pod", List.of("core.entitlement", "core.request", "core.settings", "codec.text", JACKSON)),
            Map.entry("codec.profile", List.of("core.entitlement", "core.bundle", "codec.text", JACKSON)),
            Map.entry(
                    "codec.delivery", List.of("core.bundle", "core.delivery", "core.rulebook", "codec.text", JACKSON)),
            Map.entry("codec.review", List.of("codec.text", JACKSON)),
            Map.entry(
                    "codec.record",
                    List.of("core.entitlement", "core.record", "codec.text", "codec.profile", "codec.report", JACKSON)),
            Map.entry(
                    "codec.report",
                    List.of(
                            "core.words",
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.rulebook",
                            "core.decision",
                            "codec.text",
                            JACKSON)),
            Map.entry("codec.scan", List.of("core.words", "core.decision", "codec.text", "codec.report", JACKSON)),
            Map.entry(
                    "admit",
                    List.of(
                            "codec.scan",
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.rulebook",
                            "core.decision",
                            "core.pss",
                            "core.engine",
                            "codec.text",
                            "codec.pod",
                            "codec.review",
                            "codec.report",
                            JACKSON)),
            Map.entry("shell.config", List.of("core.bundle", QUARKUS, SMALLRYE, INJECT, PICOCLI)),
            Map.entry(
                    "shell.delivery",
                    List.of(
                            "core.bundle",
                            "core.delivery",
                            "codec.text",
                            "codec.delivery",
                            "shell.config",
                            FABRIC8,
                            QUARKUS,
                            INJECT,
                            CDI)),
            Map.entry(
                    "shell.rules",
                    List.of(
                            "core.delivery",
                            "shell.delivery",
                            "core.rulebook",
                            "core.bundle",
                            "codec.text",
                            "codec.rulebook",
                            "shell.config",
                            FABRIC8,
                            QUARKUS,
                            SMALLRYE,
                            INJECT,
                            CDI,
                            LOGGING)),
            Map.entry(
                    "shell.observe",
                    List.of(
                            "core.rulebook",
                            "codec.text",
                            "codec.review",
                            "shell.rules",
                            "=io.micrometer..",
                            "=org.eclipse.microprofile.health..",
                            QUARKUS,
                            INJECT,
                            CDI,
                            LOGGING)),
            Map.entry(
                    "shell.webhook",
                    List.of(
                            "admit",
                            "core.rulebook",
                            "codec.text",
                            "codec.review",
                            "codec.report",
                            "shell.rules",
                            "shell.observe",
                            "shell.config",
                            JACKSON,
                            JAX_RS,
                            SMALLRYE,
                            VERTX,
                            "=javax.net.ssl..",
                            INJECT,
                            CDI)),
            Map.entry(
                    "shell.dryrun",
                    List.of(
                            "core.delivery",
                            "codec.delivery",
                            "shell.delivery",
                            "admit",
                            "core.rulebook",
                            "codec.pod",
                            "codec.text",
                            "codec.report",
                            "shell.rules",
                            "shell.config",
                            JACKSON,
                            JAX_RS,
                            FABRIC8,
                            SMALLRYE,
                            "=org.eclipse.microprofile.openapi..",
                            INJECT,
                            CDI)),
            Map.entry("shell.drain", List.of(QUARKUS, VERTX, INJECT, CDI)),
            Map.entry(
                    "shell.limit",
                    List.of("codec.report", "codec.text", JACKSON, QUARKUS, SMALLRYE, VERTX, INJECT, CDI)),
            Map.entry(
                    "shell.cert",
                    List.of(
                            "shell.config",
                            FABRIC8,
                            JACKSON,
                            "=io.micrometer..",
                            "=org.bouncycastle..",
                            "=javax.security.auth.x500..",
                            QUARKUS,
                            SMALLRYE,
                            VERTX,
                            "=javax.net.ssl..",
                            INJECT,
                            CDI,
                            LOGGING)),
            Map.entry(
                    "shell.cluster",
                    List.of("codec.text", "codec.pod", "codec.report", "codec.scan", JACKSON, FABRIC8)),
            Map.entry(
                    "shell.node",
                    List.of(
                            "core.entitlement",
                            "core.bundle",
                            "core.rulebook",
                            "core.delivery",
                            "codec.text",
                            "codec.rulebook",
                            "codec.profile",
                            "codec.delivery",
                            "codec.report",
                            "shell.rules",
                            "shell.config",
                            "=com.sun.net.httpserver..",
                            FABRIC8,
                            PICOCLI)),
            Map.entry(
                    "shell.cli",
                    List.of(
                            "codec.scan",
                            "shell.cluster",
                            FABRIC8,
                            "admit",
                            "core.words",
                            "core.entitlement",
                            "core.request",
                            "core.settings",
                            "core.rulebook",
                            "core.bundle",
                            "core.decision",
                            "core.engine",
                            "core.record",
                            "codec.text",
                            "codec.pod",
                            "codec.record",
                            "codec.report",
                            "codec.rulebook",
                            "codec.profile",
                            "shell.rules",
                            "shell.config",
                            "shell.node",
                            JACKSON,
                            PICOCLI)));

    private HouseTable() {}
}
