package dev.entitlements.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The map of the house: package to the packages it may import, besides {@code java..} and jspecify.
 *
 * <p>A word is a package of ours below the root; with {@code =} before it, a package of a library.
 */
final class HouseTable {
    /** A row begins at the margin, and goes on in the lines below it that do not. */
    private static final String TABLE = """
            core.words:
            core.entitlement:
            core.request:
            core.settings: core.entitlement
            core.bundle: core.entitlement core.settings
            core.rulebook: core.entitlement core.request core.bundle
            core.decision: core.entitlement core.settings core.rulebook
            core.delivery:
            core.record: core.entitlement
            core.pss: core.entitlement core.request
            core.check: core.words core.entitlement core.request core.settings core.bundle core.rulebook
                core.decision core.pss
            core.expand: core.entitlement core.request core.settings core.bundle core.rulebook core.decision
                core.check
            core.engine: core.words core.entitlement core.request core.settings core.bundle core.rulebook
                core.decision core.check core.expand
            codec.text: core.words =com.fasterxml.jackson.. =org.snakeyaml..
            codec.rulebook: core.words core.entitlement core.rulebook core.bundle core.pss codec.text
                =com.fasterxml.jackson..
            codec.patch: codec.text =com.fasterxml.jackson..
            codec.pod: core.entitlement core.request core.settings codec.text codec.patch =com.fasterxml.jackson..
            codec.profile: core.entitlement core.bundle codec.text =com.fasterxml.jackson..
            codec.delivery: core.bundle core.delivery core.rulebook codec.text =com.fasterxml.jackson..
            codec.review: codec.text codec.patch =com.fasterxml.jackson..
            codec.record: core.entitlement core.record codec.text codec.profile codec.report
                =com.fasterxml.jackson..
            codec.report: core.words core.entitlement core.request core.settings core.rulebook core.decision
                codec.text codec.patch =com.fasterxml.jackson..
            codec.scan: core.words core.decision codec.text codec.report =com.fasterxml.jackson..
            admit: codec.scan core.entitlement core.request core.settings core.rulebook core.decision core.pss
                core.engine codec.text codec.patch codec.pod codec.review codec.report =com.fasterxml.jackson..
            shell.config: core.bundle =io.quarkus.. =io.smallrye.. =jakarta.inject.. =picocli..
            shell.delivery: core.bundle core.delivery codec.text codec.delivery shell.config =io.fabric8..
                =io.quarkus.. =jakarta.inject.. =jakarta.enterprise..
            shell.rules: core.delivery shell.delivery shell.watch =io.vertx.. core.rulebook core.bundle codec.text codec.rulebook
                shell.config =com.fasterxml.jackson.. =io.fabric8.. =io.quarkus.. =io.smallrye.. =jakarta.inject..
                =jakarta.enterprise.. =org.jboss.logging..
            shell.observe: core.rulebook codec.text codec.review shell.rules =io.micrometer..
                =org.eclipse.microprofile.health.. =io.quarkus.. =jakarta.inject.. =jakarta.enterprise..
                =org.jboss.logging..
            shell.webhook: shell.cert admit core.rulebook codec.text codec.patch codec.review shell.limit shell.rules shell.observe
                shell.config =com.fasterxml.jackson.. =io.quarkus.. =io.smallrye.. =io.vertx.. =javax.net.ssl..
                =jakarta.inject.. =jakarta.enterprise..
            shell.dryrun: core.delivery codec.delivery shell.delivery admit core.rulebook codec.pod codec.text
                codec.report shell.limit shell.rules shell.config =com.fasterxml.jackson.. =jakarta.ws.rs.. =io.fabric8..
                =io.smallrye.. =jakarta.inject.. =jakarta.enterprise..
            shell.warm: admit core.bundle core.rulebook codec.text codec.patch codec.review codec.rulebook shell.rules shell.config
                =javax.crypto.. =io.quarkus.. =io.vertx.. =org.eclipse.microprofile.health.. =jakarta.inject.. =jakarta.enterprise..
                =org.jboss.logging..
            shell.drain: =io.quarkus.. =io.vertx.. =jakarta.inject.. =jakarta.enterprise..
            shell.limit: codec.report codec.text shell.config =com.fasterxml.jackson.. =io.micrometer.. =io.netty..
                =io.quarkus.. =io.smallrye.config.. =io.vertx.. =javax.net.ssl.. =org.eclipse.microprofile.config..
                =jakarta.inject.. =jakarta.enterprise..
            shell.watch: =io.vertx..
            shell.cert: shell.config shell.watch =io.fabric8.. =com.fasterxml.jackson.. =io.micrometer..
                =javax.crypto.spec.. =javax.security.auth.x500.. =io.quarkus.. =io.smallrye.. =io.vertx..
                =javax.net.ssl.. =jakarta.inject.. =jakarta.enterprise.. =org.jboss.logging..
            shell.cluster: codec.text codec.pod codec.report codec.scan =com.fasterxml.jackson.. =io.fabric8..
                =io.quarkus.. =jakarta.inject..
            shell.node: core.entitlement core.bundle core.rulebook core.delivery codec.text codec.rulebook
                codec.profile codec.delivery codec.report shell.rules shell.config shell.cluster shell.limit
                =com.fasterxml.jackson.. =io.fabric8.. =io.vertx.. =picocli..
            shell.cli: codec.scan shell.cluster admit core.words core.entitlement core.request core.settings
                core.rulebook core.bundle core.decision core.engine core.record codec.text codec.patch codec.pod codec.record
                codec.report codec.rulebook codec.profile shell.rules shell.config shell.node =io.fabric8..
                =com.fasterxml.jackson.. =picocli..
            """;

    static final Map<String, List<String>> ROWS = Arrays.stream(
                    TABLE.replaceAll("\\n\\s+", " ").split("\n", -1))
            .filter(row -> !row.isEmpty())
            .map(row -> row.split(":", 2))
            .collect(Collectors.toMap(row -> row[0], row -> words(row[1])));

    private HouseTable() {}

    private static List<String> words(String row) {
        return Arrays.stream(row.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
