package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.Calls;
import dev.entitlements.truth.model.Filter;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Libseccomp;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * libentitlement's default entitlements, run through the same tables: where its answers differ from what the names of
 * ours promise.
 */
@Tag("truth")
class LibentitlementTruthTest {
    private static final String WHAT = "libentitlement";
    private static final List<Call> CALLS = Stream.of(Abi.AMD64, Abi.X32, Abi.I386)
            .flatMap(abi -> Calls.all(abi, CATALOGUE).stream())
            .toList();

    @Test
    void itsAnswersDifferFromWhatTheSameNamesOfOursPromise() throws IOException {
        OciRuntime runtime = OciRuntime.runc(WHAT);
        RuntimeFacts facts = LibseccompFacts.of(WHAT, "libseccomp");
        ObjectNode fact = JsonNodeFactory.instance.objectNode();
        Map<String, Difference> found = new TreeMap<>();
        List<String> startsOtherwise = new ArrayList<>();
        for (Libentitlement one : Libentitlement.all()) {
            for (Libentitlement.Reading reading : Libentitlement.Reading.values()) {
                ObjectNode profile = one.profile(reading);
                Filter filter = Filter.of(Libseccomp.export(WHAT, profile), Abi.AMD64);
                TruthModel model = TruthModel.of(CATALOGUE, one.ours(), Architecture.AMD64);
                Difference difference = new Difference(filter, model, facts);
                String key = one.name() + ", as " + reading.name().toLowerCase(Locale.ROOT);
                found.put(key, difference);
                boolean starts = starts(runtime, profile);
                fact.set(key, difference.json(starts));
                // arch_prctl is how every program of amd64 gets its thread-local storage
                if (starts == one.blocks().contains("arch_prctl")) {
                    startsOtherwise.add(key);
                }
            }
        }
        Tally.RUN.fact(WHAT, fact);
        assertThat(startsOtherwise).isEmpty();

        // the whole of a network's families is open below the name that promises none
        assertThat(Objects.requireNonNull(found.get("network.none, as done")))
                .extracting(
                        difference -> difference.opened().contains("socket"),
                        difference -> difference.opened().contains("i386 calls"))
                .containsExactly(true, true);
        assertThat(Objects.requireNonNull(found.get("network.none, as meant")).opened())
                .contains("socketcall of i386");
        assertThat(Objects.requireNonNull(found.get("network.none, as meant")).shut())
                .contains("connect", "recvmsg", "socketpair");
        assertThat(Objects.requireNonNull(found.get("security.admin, as done")).shut())
                .contains("acct", "bpf", "reboot", "settimeofday");
        assertThat(found.values()).noneMatch(difference -> difference.wrong.isEmpty());
    }

    private static boolean starts(OciRuntime runtime, ObjectNode profile) throws IOException {
        Path file =
                Files.createDirectories(Path.of("target", "truth", "profiles")).resolve("libentitlement.json");
        Files.writeString(file, profile.toPrettyString());
        return runtime.run(ContainerSpec.of(Rootfs.of(WHAT), "/bin/true").withSeccomp(file))
                        .exitCode()
                == 0;
    }

    /** The calls that a filter answers otherwise than our model. */
    private static final class Difference {
        private final Filter filter;
        private final Predicate<Call> ours;
        private final List<Call> wrong;

        private Difference(Filter filter, TruthModel model, RuntimeFacts facts) {
            this.filter = filter;
            this.ours = call -> model.verdict(call, facts) == Verdict.ALLOWED;
            this.wrong = CALLS.stream()
                    .filter(call -> filter.verdict(call) != model.verdict(call, facts))
                    .toList();
        }

        /** What it lets through and ours does not. */
        private NavigableSet<String> opened() {
            return names(call -> filter.verdict(call) == Verdict.ALLOWED);
        }

        /** What ours lets through and it does not. */
        private NavigableSet<String> shut() {
            return names(ours);
        }

        /** What neither lets through: what is not said to be missing gives a library no reason to fall back. */
        private NavigableSet<String> refusedOtherwise() {
            return names(call -> !ours.test(call) && filter.verdict(call) != Verdict.ALLOWED);
        }

        private NavigableSet<String> names(Predicate<Call> wanted) {
            return wrong.stream()
                    .filter(wanted)
                    .map(call -> call.abi() == Abi.AMD64
                            ? SyscallNumbers.name(call.abi(), call.number()).orElse("unused")
                            : modeOf(call))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static String modeOf(Call call) {
            boolean multiplexer = SyscallNumbers.name(call.abi(), call.number())
                    .filter("socketcall"::equals)
                    .isPresent();
            String mode = call.abi().name().toLowerCase(Locale.ROOT);
            return multiplexer ? "socketcall of " + mode : mode + " calls";
        }

        private ObjectNode json(boolean starts) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("programsStart", starts).put("rows", CALLS.size()).put("wrong", wrong.size());
            json.put(
                    "wrongOfAmd64",
                    wrong.stream().filter(call -> call.abi() == Abi.AMD64).count());
            json.put("opens", String.join(" ", opened()));
            json.put("shuts", String.join(" ", shut()));
            json.put("refusesOtherwise", String.join(" ", refusedOtherwise()));
            return json;
        }
    }
}
