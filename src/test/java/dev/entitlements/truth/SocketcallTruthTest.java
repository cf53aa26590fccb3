package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way around conditions on {@code socket} that 32-bit calls offer: open where a profile lists X86, and not in ours. */
@Tag("truth")
class SocketcallTruthTest {
    private static final String WHAT = "socketcall";

    /** An internet socket asked for in three ways: from 64-bit code, by i386's own call, and by way of memory. */
    private static final List<String> INTERNET_SOCKET =
            List.of("amd64 29 2 1 0 0 0 0", "i386 167 2 1 0 0 0 0", "memory 2 1 0", "i386 66 1 @0 0 0 0 0");

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void noWayLeadsAroundOurCondition(String name) throws IOException {
        List<String> answers = answers(name, floor());

        assertThat(answers).containsExactly("EPERM", "SIGSYS", "OK", "SIGSYS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void aProfileThatListsX86IsOpen(String name) throws IOException {
        ObjectNode profile = floor();
        ((ArrayNode) profile.path("architectures")).add("SCMP_ARCH_X86");

        List<String> answers = answers(name, profile);

        assertThat(answers).containsExactly("EPERM", "EPERM", "OK", "OK");
    }

    /** What ppc64le and s390x need, whose native mode has the call. */
    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void anAnswerToTheCallItselfShutsIt(String name) throws IOException {
        ObjectNode profile = floor();
        ((ArrayNode) profile.path("architectures")).add("SCMP_ARCH_X86");
        ObjectNode entry = ((ArrayNode) profile.path("syscalls")).addObject();
        entry.put("action", "SCMP_ACT_ERRNO")
                .put("errnoRet", 38)
                .putArray("names")
                .add("socketcall");

        List<String> answers = answers(name, profile);

        assertThat(answers).containsExactly("EPERM", "EPERM", "OK", "ENOSYS");
    }

    private static ObjectNode floor() {
        return SeccompJson.tree(Bundle.modelFor(CATALOGUE, List.of()).seccomp(), Architecture.AMD64);
    }

    private static List<String> answers(String name, ObjectNode profile) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "truth", "profiles"));
        Path file = Files.writeString(folder.resolve("socketcall.json"), profile.toPrettyString());
        OciRuntime runtime = OciRuntime.named(WHAT, name);
        return Prober.answers(runtime, ContainerSpec.of(Rootfs.of(WHAT)).withSeccomp(file), INTERNET_SOCKET);
    }
}
