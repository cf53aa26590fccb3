package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {
    @TempDir
    private Path out;

    @Test
    void writesEveryProfileForEveryArchitectureAndAnIndex() throws IOException {
        Session session = compile();

        JsonNode index = Json.MAPPER.readTree(Files.readString(out.resolve("index.json")));
        List<String> seccomp = index.at("/seccomp").findValuesAsText("profile");
        assertThat(seccomp).isNotEmpty();
        for (String architecture : List.of("amd64", "arm64", "ppc64le", "riscv64", "s390x")) {
            assertThat(seccomp)
                    .allSatisfy(name ->
                            assertThat(out.resolve(architecture).resolve(name)).isRegularFile());
        }
        assertThat(index.at("/appArmor").findValuesAsText("profile"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Files.readString(out.resolve("apparmor/" + name)))
                        .contains("profile " + name + " "));
        assertThat(session.out()).endsWith("index.json\n");
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void writesTheSameBytesEachTime() throws IOException {
        compile();
        SortedMap<String, String> first = files();

        compile();

        assertThat(files()).isEqualTo(first);
    }

    @Test
    void leavesNothingUnfinishedBehindAndOtherFilesAlone() throws IOException {
        Files.writeString(out.resolve("mine.txt"), "mine");

        compile("--arch", "arm64");

        assertThat(files().keySet()).noneMatch(name -> name.endsWith(".tmp")).contains("mine.txt");
        assertThat(files().keySet()).noneMatch(name -> name.startsWith("amd64/"));
    }

    @Test
    void putsTheFilesIntoAnImageWhereNodesLookForThem() throws IOException {
        compile();
        SortedMap<String, String> folder = files();

        compile("--format", "linuxkit", "--arch", "amd64");

        JsonNode image = yaml("linuxkit-amd64.yaml").get(0);
        for (JsonNode file : image.at("/files")) {
            String path = file.path("path").textValue();
            String source = path.startsWith("etc/apparmor.d/")
                    ? path.replace("etc/apparmor.d/", "apparmor/")
                    : path.replace("var/lib/kubelet/seccomp/", "amd64/");
            assertThat(file.path("contents").textValue()).isEqualTo(folder.get(source));
            assertThat(file.path("mode").textValue()).isEqualTo("0644");
        }
        assertThat(image.at("/files").size()).isEqualTo((int) folder.keySet().stream()
                .filter(name -> name.startsWith("amd64/") || name.startsWith("apparmor/"))
                .count());
    }

    @Test
    void letsCloudInitWriteAndLoadTheFiles() throws IOException {
        compile();
        SortedMap<String, String> folder = files();

        compile("--format", "cloud-init", "--arch", "amd64");

        assertThat(Files.readString(out.resolve("cloud-init-amd64.yaml"))).startsWith("#cloud-config\nwrite_files:\n");
        JsonNode config = yaml("cloud-init-amd64.yaml").get(0);
        List<String> paths = config.at("/write_files").findValuesAsText("path");
        assertThat(paths).anyMatch(path -> path.startsWith("/var/lib/kubelet/seccomp/entitlements/"));
        for (JsonNode file : config.at("/write_files")) {
            String source = file.path("path")
                    .textValue()
                    .replace("/etc/apparmor.d/", "apparmor/")
                    .replace("/var/lib/kubelet/seccomp/", "amd64/");
            assertThat(file.path("content").textValue()).isEqualTo(folder.get(source));
        }
        assertThat(config.at("/runcmd"))
                .hasSameSizeAs(paths.stream()
                        .filter(path -> path.startsWith("/etc/apparmor.d/"))
                        .toList());
        for (JsonNode command : config.at("/runcmd")) {
            assertThat(command.get(0).textValue()).isEqualTo("apparmor_parser");
            assertThat(paths).contains(command.get(2).textValue());
        }
    }

    @Test
    void cutsOffThePodsThatHaveNoNetwork() throws IOException {
        compile("--format", "network-policies");

        assertThat(Files.readString(out.resolve("network-policies.yaml"))).isEqualTo("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata:
                          name: entitlements-network-none
                        spec:
                          podSelector:
                            matchLabels:
                              entitlements.dev/network: none
                          policyTypes:
                          - Ingress
                          - Egress
                        """);
    }

    @Test
    void writesObjectsForTheOperatorUnderTheNamesThatPodsGet() throws IOException {
        compile("--arch", "amd64");
        List<String> hashes = files().keySet().stream()
                .filter(name -> name.startsWith("amd64/"))
                .map(name -> name.replaceAll(".*/|\\.json", ""))
                .toList();

        compile("--format", "spo", "--arch", "amd64");

        List<JsonNode> objects = yaml("seccomp-profiles.yaml");
        assertThat(objects)
                .extracting(object -> object.at("/metadata/name").textValue())
                .containsExactlyElementsOf(
                        hashes.stream().map(hash -> "entitlements-" + hash).toList());
        assertThat(objects).allSatisfy(object -> assertThat(object.path("spec").fieldNames())
                .toIterable()
                .containsExactly("defaultAction", "architectures", "syscalls"));
    }

    @Test
    void asksForTheArchitectureOfOperatorObjects() {
        Session session = compile("--format", "spo");

        assertThat(session.err()).startsWith("error: such objects are for one architecture: `--arch` is needed\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Path file = Files.writeString(out.resolve("file"), "");

        Session session = Session.run("compile", "--profiles", Session.RULEBOOK, "--out", file.toString());

        assertThat(session.err()).contains("error: the files cannot be written into `" + file + "`\n");
        assertThat(session.code()).isEqualTo(ExitCode.FAILURE);
    }

    private Session compile(String... args) {
        List<String> all = Stream.concat(
                        Stream.of("compile", "--profiles", Session.RULEBOOK, "--out", out.toString()), Stream.of(args))
                .toList();
        return Session.run(all.toArray(String[]::new));
    }

    private List<JsonNode> yaml(String name) throws IOException {
        return Yaml.trees(name, Files.readString(out.resolve(name)), YamlLimits.MANIFESTS)
                .fold(trees -> trees, issues -> List.of());
    }

    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
