package dev.entitlements.codec.profile;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.everything;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.ArgCondition.Operator;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written for each architecture. */
class SeccompJsonTest {
    private static final Bundle BUNDLE = Bundle.of(CATALOGUE, everything(), Delivery.AGENT);

    @Test
    void writesThePlainOciForm() throws IOException {
        SeccompModel model = new SeccompModel(
                new SyscallSet(List.of(
                        SyscallRule.always("write"),
                        SyscallRule.always("read"),
                        SyscallRule.always("chown32"),
                        rule("clone", new ArgCondition(0, Operator.MASKED_EQ, 2114060288L, 0)),
                        rule("socket", new ArgCondition(0, Operator.EQ, 1, 0)),
                        rule("personality", new ArgCondition(0, Operator.GE, -1L, 0)))),
                List.of("clone3", "socketcall"));

        String text = SeccompJson.write(model, Architecture.AMD64);

        assertThat(text).isEqualTo(Files.readString(Path.of("src", "test", "resources", "seccomp", "plain-oci.json")));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyProfileIsInTheFormThatEveryRuntimeReadsAlike(Architecture architecture) {
        for (BundledProfile<SeccompModel> profile : BUNDLE.seccomp().values()) {
            JsonNode tree = SeccompJson.tree(profile.model(), architecture);

            assertThat(fields(tree)).containsExactly("defaultAction", "defaultErrnoRet", "architectures", "syscalls");
            for (JsonNode entry : tree.path("syscalls")) {
                assertThat(List.of("names", "action", "errnoRet", "args")).containsAll(fields(entry));
                assertThat(entry.path("names")).isNotEmpty();
                assertThat(indexes(entry)).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void noNameIsBothAllowedAndMissing(Architecture architecture) {
        for (BundledProfile<SeccompModel> profile : BUNDLE.seccomp().values()) {
            Set<String> allowed = new HashSet<>();
            Set<String> missing = new HashSet<>();
            SeccompJson.tree(profile.model(), architecture)
                    .path("syscalls")
                    .forEach(entry -> (entry.has("errnoRet") ? missing : allowed).addAll(names(entry)));

            assertThat(allowed).isNotEmpty().doesNotContainAnyElementsOf(missing);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AMD64, network.user, SCMP_ARCH_X86_64, false",
        "AMD64, network.baseline, SCMP_ARCH_X86_64 SCMP_ARCH_X86 SCMP_ARCH_X32, false",
        "ARM64, network.user, SCMP_ARCH_AARCH64 SCMP_ARCH_ARM, false",
        "PPC64LE, network.user, SCMP_ARCH_PPC64LE, true",
        "PPC64LE, network.baseline, SCMP_ARCH_PPC64LE, false",
        "RISCV64, network.user, SCMP_ARCH_RISCV64, false",
        "S390X, network.user, SCMP_ARCH_S390X, true"
    })
    void nothingLeadsAroundTheConditionOnSockets(
            Architecture architecture, String network, String modes, boolean socketcallMissing) {
        SeccompModel model = Bundle.modelFor(CATALOGUE, ids(network)).seccomp();

        JsonNode tree = SeccompJson.tree(model, architecture);

        assertThat(texts(tree.path("architectures"))).containsExactly(modes.split(" "));
        assertThat(missing(tree).contains("socketcall")).isEqualTo(socketcallMissing);
    }

    @Test
    void socketcallIsMissingEvenWhereTheReferenceForgetsIt() {
        SeccompModel model = new SeccompModel(
                new SyscallSet(List.of(rule("socket", new ArgCondition(0, Operator.EQ, 1, 0)))), List.of());

        assertThat(missing(SeccompJson.tree(model, Architecture.S390X))).containsExactly("socketcall");
    }

    @ParameterizedTest
    @CsvSource({"AMD64, 0", "ARM64, 0", "PPC64LE, 0", "RISCV64, 0", "S390X, 1"})
    void flagsOfCloneAreWhereTheArchitectureHasThem(Architecture architecture, int index) {
        JsonNode tree = SeccompJson.tree(Bundle.modelFor(CATALOGUE, List.of()).seccomp(), architecture);

        List<Integer> indexes = entries(tree)
                .filter(entry -> names(entry).contains("clone"))
                .flatMap(entry -> indexes(entry).stream())
                .toList();

        assertThat(indexes).containsExactly(index);
    }

    @ParameterizedTest
    @CsvSource({
        "AMD64, arch_prctl, true",
        "ARM64, arch_prctl, false",
        "ARM64, set_tls, true",
        "AMD64, set_tls, false",
        "AMD64, chown32, false",
        "ARM64, chown32, true",
        "RISCV64, riscv_flush_icache, true",
        "S390X, riscv_flush_icache, false",
        "RISCV64, open, false",
        "S390X, mmap, true"
    })
    void onlyNamesTheArchitectureHasAreWritten(Architecture architecture, String name, boolean written) {
        JsonNode tree = SeccompJson.tree(Bundle.modelFor(CATALOGUE, List.of()).seccomp(), architecture);

        assertThat(entries(tree).anyMatch(entry -> names(entry).contains(name))).isEqualTo(written);
    }

    private static SyscallRule rule(String name, ArgCondition condition) {
        return new SyscallRule(name, List.of(condition), List.of());
    }

    private static List<String> missing(JsonNode tree) {
        return entries(tree)
                .filter(entry -> entry.path("errnoRet").asInt() == 38)
                .flatMap(entry -> names(entry).stream())
                .toList();
    }

    private static Stream<JsonNode> entries(JsonNode tree) {
        return StreamSupport.stream(tree.path("syscalls").spliterator(), false);
    }

    private static List<Integer> indexes(JsonNode entry) {
        return StreamSupport.stream(entry.path("args").spliterator(), false)
                .map(arg -> arg.path("index").asInt())
                .toList();
    }

    private static List<String> names(JsonNode entry) {
        return texts(entry.path("names"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
