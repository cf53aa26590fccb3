package dev.entitlements.shell.node;

import dev.entitlements.codec.report.OneLine;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.shell.cluster.ClusterAddress;
import dev.entitlements.shell.config.ProgramVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Supplies one node with profiles. */
@Command(
        name = "node-agent",
        description = "Keep every profile of the rulebook on this node: seccomp files below the kubelet's seccomp"
                + " directory, AppArmor profiles in the kernel. In a cluster it says so in a Lease of the node's name.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements node-agent --once --seccomp-dir nodes",
            "  entitlements node-agent --once --seccomp-dir nodes --arch arm64",
            "",
            "Exit codes of --once: 0 every profile is in place, 1 some are not, 3 the rulebook has errors."
        },
        exitCodeOnInvalidInput = 3)
public final class NodeAgentCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int FAILURE = 1;
    private static final int BAD_INPUT = 3;
    private static final String NOWHERE = "none";

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "The rulebook: `catalogue/` and `policies/` in it"
                    + " (entitlements.profiles.dir; default: profiles).")
    private @Nullable Path profiles;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Where the policies are instead"
                    + " (entitlements.policies.dir; default: `policies/` in the profiles).")
    private @Nullable Path policies;

    @Option(
            names = "--seccomp-dir",
            paramLabel = "DIR",
            description = "The kubelet's seccomp directory" + " (default: ${DEFAULT-VALUE}).")
    private Path seccompDir = Path.of("/var/lib/kubelet/seccomp");

    @Option(
            names = "--apparmor-parser",
            paramLabel = "PROGRAM",
            description = "What loads AppArmor profiles; without" + " it none are loaded.")
    private @Nullable String parser;

    @Option(
            names = "--sys-dir",
            paramLabel = "DIR",
            description = "Where the kernel's /sys is (default: ${DEFAULT-VALUE}).")
    private Path sys = Path.of("/sys");

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            description = "The node's name in the cluster" + " (entitlements.node.name).")
    private @Nullable String nodeName;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description =
                    "Where the node's Lease is" + " (entitlements.delivery.namespace; default: kube-entitlements).")
    private @Nullable String namespace;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "amd64, arm64, ppc64le, riscv64 or s390x" + " (default: this machine's).")
    private @Nullable Architecture architecture;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "How often the rulebook's files are looked at" + " (default: PT5S).")
    private Duration interval = Duration.ofSeconds(5);

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description = "Where /healthz and /metrics are, or `none` (default: ${DEFAULT-VALUE}).")
    private String listen = "0.0.0.0:9001";

    @Option(names = "--once", description = "Write what is missing, talk to no cluster, and end.")
    private boolean once;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean helpAsked;

    private final PrintStream out;
    private final PrintStream err;

    /** A command that answers and reports there. */
    public NodeAgentCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Architecture own = architecture == null ? here().orElse(null) : architecture;
        if (own == null) {
            return bad("this machine's architecture is not known", "name it with `--arch`");
        }
        if (!Files.isDirectory(seccompDir)) {
            return bad(
                    "`" + OneLine.of(seccompDir.toString()) + "` is no directory",
                    "mount the kubelet's seccomp directory there, or name it with `--seccomp-dir`");
        }
        Clock clock = Clock.systemUTC();
        AgentLog log = new AgentLog(err, clock);
        KernelAppArmor appArmor = new KernelAppArmor(sys, parser);
        NodeAgent.Self self = new NodeAgent.Self(ProgramVersion.text(), own.word(), boot());
        Path catalogue = profilesDir().resolve("catalogue");
        NodeAgent agent = new NodeAgent(
                self,
                new NodeRulebook(catalogue, policiesDir(), own),
                appArmor,
                new NodePass(seccompDir, appArmor),
                log,
                clock);
        return once ? once(agent) : stay(agent, log, clock);
    }

    private int once(NodeAgent agent) throws InterruptedException {
        NodePass.Result result = agent.once().last();
        if (!agent.errors().isEmpty()) {
            agent.errors().forEach(issue -> err.println("error: " + issue.place() + ": " + issue.message()));
            return bad("the rulebook has errors", "`lint` shows them with what to do");
        }
        if (result == null || result.missing() > 0) {
            bad("profiles are missing", "the lines above say why");
            return FAILURE;
        }
        out.println("wrote " + result.written() + " files; every profile is in place");
        return CLEAN;
    }

    private int stay(NodeAgent agent, AgentLog log, Clock clock) throws IOException, InterruptedException {
        if (!listen.equals(NOWHERE)) {
            int colon = listen.lastIndexOf(':');
            try {
                AgentDoor.open(
                        new InetSocketAddress(
                                listen.substring(0, Math.max(0, colon)), Integer.parseInt(listen.substring(colon + 1))),
                        agent,
                        clock);
            } catch (BindException notFree) {
                return bad(
                        "`" + OneLine.of(listen) + "` cannot be listened at: " + notFree.getMessage(),
                        "choose another address with `--listen`, or `none`");
            } catch (IllegalArgumentException noPort) {
                return bad("`" + OneLine.of(listen) + "` is no address with a port", "write `--listen 0.0.0.0:9001`");
            }
        }
        if (!hasCluster()) {
            agent.run(interval, Optional::empty, report -> {});
            return CLEAN;
        }
        String node = nodeName == null ? setting("entitlements.node.name").orElse("") : nodeName;
        if (node.isEmpty()) {
            return bad("the node's name is not known", "set ENTITLEMENTS_NODE_NAME from `spec.nodeName`");
        }
        String where =
                namespace == null ? setting("entitlements.delivery.namespace").orElse("kube-entitlements") : namespace;
        try (KubernetesClient client = AgentClient.open()) {
            ClusterReport cluster = new ClusterReport(client, where, node, clock);
            agent.run(interval, new NodePods(client, node, clock), report -> cluster.tell(report, log));
        } catch (ClusterAddress.Unsafe unsafe) {
            return bad(unsafe.problem(), ClusterAddress.Unsafe.HELP);
        }
        return CLEAN;
    }

    private int bad(String message, String help) {
        err.println("error: " + message);
        err.println("help: " + help);
        return BAD_INPUT;
    }

    private Path profilesDir() {
        return profiles == null ? Path.of(setting("entitlements.profiles.dir").orElse("profiles")) : profiles;
    }

    private Path policiesDir() {
        return policies == null
                ? setting("entitlements.policies.dir")
                        .map(Path::of)
                        .orElse(profilesDir().resolve("policies"))
                : policies;
    }

    private static boolean hasCluster() {
        return setting("entitlements.cluster")
                .map(Boolean::parseBoolean)
                .orElseGet(() -> System.getenv("KUBERNETES_SERVICE_HOST") != null);
    }

    private static Optional<String> setting(String property) {
        String variable = property.replace('.', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }

    private static Optional<Architecture> here() {
        String machine = System.getProperty("os.arch", "");
        return Architecture.ofWord(machine.replace("x86_64", "amd64").replace("aarch64", "arm64"));
    }

    private static String boot() throws IOException {
        Path id = Path.of("/proc/sys/kernel/random/boot_id");
        return Files.isReadable(id) ? Files.readString(id).strip() : "";
    }
}
