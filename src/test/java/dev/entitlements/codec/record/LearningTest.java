package dev.entitlements.codec.record;

import static dev.entitlements.codec.record.Logs.learned;
import static dev.entitlements.codec.record.Logs.texts;
import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Model;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Documentation;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import dev.entitlements.core.record.Learned;
import dev.entitlements.core.record.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningTest {
    private static final String INET = "socket(AF_INET, SOCK_STREAM, 0) = 3";
    private static final String MLOCK = "mlock(0x7f, 4096) = 0";

    @Test
    void grantsNothingToWhatEveryContainerMayDo() {
        Learned learned = learned("getpid() = 1", "socket(AF_UNIX, SOCK_STREAM, 0) = 3");

        assertThat(learned.least()).isEqualTo(ids("network.none", "security.confined"));
        assertThat(learned.needs()).isEmpty();
        assertThat(texts(learned.floor())).containsExactly("getpid", "socket(AF_UNIX)");
    }

    @Test
    void takesTheLowestLevelOfADomain() {
        assertThat(learned(INET).least()).isEqualTo(ids("network.user", "security.confined"));
        assertThat(learned("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3").least())
                .isEqualTo(ids("network.user", "security.confined"));
        assertThat(learned("socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT) = 3").least())
                .isEqualTo(ids("network.baseline", "security.confined"));
        assertThat(learned("mount(0) = 0").least()).isEqualTo(ids("network.none", "security.admin"));
    }

    @Test
    void takesOneEntitlementForSeveralCallsWhereThatIsLess() {
        // with mount there is security.admin anyway, which lets mlock through as well
        assertThat(learned(MLOCK, "mount(0) = 0").least()).isEqualTo(ids("network.none", "security.admin"));
        assertThat(learned(MLOCK).least()).isEqualTo(ids("network.none", "security.confined", "security.memory-lock"));
    }

    @Test
    void namesOtherSetsThatAreAsLittle() {
        assertThat(learned(MLOCK).others()).containsExactly(ids("network.none", "security.baseline"));
    }

    @Test
    void saysWhichCallNeedsWhat() {
        Learned learned = learned("getpid() = 1", INET, INET, MLOCK);

        assertThat(learned.needs())
                .extracting(need -> need.entitlement() + " " + texts(need.calls()) + " "
                        + need.calls().get(0).line() + " " + need.calls().get(0).times())
                .containsExactly("network.user [socket(AF_INET)] 2 2", "security.memory-lock [mlock] 4 1");
        assertThat(learned.proof()).isEqualTo(Learned.Proof.WHOLE);
    }

    @Test
    void saysWhatNothingCovers() {
        Learned learned = learned(
                "keyctl(KEYCTL_GET_KEYRING_ID, 0) = 1", "socket(AF_VSOCK, SOCK_STREAM, 0) = 3", "frob(1) = 0", INET);

        assertThat(texts(learned.uncovered())).containsExactly("frob", "keyctl", "socket(AF_VSOCK)");
        assertThat(learned.least()).isEqualTo(ids("network.user", "security.confined"));
    }

    @Test
    void grantsNothingOnAGuess() {
        Learned learned = learned(
                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=41",
                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=56");

        assertThat(learned.least()).isEqualTo(ids("network.none", "security.confined"));
        assertThat(learned.doubts())
                .extracting(doubt -> CallText.of(doubt.seen().call()) + " " + doubt.others())
                .containsExactly("clone [security.admin]", "socket [network.user, network.baseline]");
    }

    @Test
    void leavesCallsWithAFallbackToIt() {
        Learned learned =
                learned("clone3({flags=CLONE_VM|CLONE_THREAD, exit_signal=0}, 88) = 5", "io_uring_setup(8, 0x7f) = 3");

        assertThat(learned.least()).isEqualTo(ids("network.none", "security.confined"));
        assertThat(texts(learned.fallbacks())).containsExactly("clone3", "io_uring_setup");
        assertThat(learned("clone3({flags=CLONE_NEWUSER, exit_signal=0}, 88) = 5")
                        .least())
                .isEqualTo(ids("network.none", "security.admin"));
    }

    /** Neither kind of log shows the flags of clone3, so which clone a library falls back to is not known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=435",
                "type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=435 success=yes exit=5 a0=7f00 a1=58 a2=0 a3=0 pid=7",
                """
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.000010          10         1           clone3
                """
            })
    void doubtsWhatFollowsAClone3OfUnknownFlags(String log) {
        Learned learned = learned(log);

        assertThat(texts(learned.fallbacks())).containsExactly("clone3");
        assertThat(learned.doubts())
                .extracting(doubt -> CallText.of(doubt.seen().call()) + " " + doubt.others())
                .containsExactly("clone [security.admin]");
    }

    @Test
    void aRefusedClone3OfAnAuditLogLeavesNoDoubt() {
        assertThat(learned("type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=435 success=no exit=-38 a0=7f00 pid=7")
                        .doubts())
                .isEmpty();
    }

    @Test
    void letsProgramsOf32BitsRunOnlyWhereProfilesDo() {
        assertThat(learned("type=SECCOMP msg=audit(1.2:3): pid=7 arch=40000003 syscall=20")
                        .least())
                .isEqualTo(ids("network.baseline", "security.confined"));
    }

    @Test
    void advisesOnCapabilitiesThatAreNotGranted() {
        String bind = "bind(4, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0";

        assertThat(learned(INET, bind).advice())
                .extracting(advice -> advice.capability() + " " + advice.entitlements())
                .containsExactly("NET_BIND_SERVICE [network.bind]");
    }

    @Test
    void givesUpACallWhereLevelsExcludeEachOther() {
        Catalogue catalogue = Catalogue.of(
                List.of(level("disk.read", "quotactl"), level("disk.write", "acct")), CATALOGUE.reference());

        Learned learned = new Learning(catalogue)
                .learn(Logs.read("acct(0) = 0", "quotactl(0) = 0").recording());

        assertThat(learned.least()).isEqualTo(ids("disk.write"));
        assertThat(texts(learned.uncovered())).containsExactly("quotactl");
    }

    private static Entitlement level(String name, String call) {
        return new Entitlement(
                ids(name).get(0),
                "disk",
                false,
                Scope.CONTAINER,
                false,
                ArgumentGrammar.NONE,
                List.of(),
                Grants.NONE,
                new Confinement(new SyscallSet(List.of(SyscallRule.always(call))), List.of()),
                PodSecurityLevel.PRIVILEGED,
                new Documentation("", "", ""));
    }

    /** Against every set there is: the answer covers each call, and no set that does so is less. */
    @Test
    void nothingLessCoversIt() {
        List<String> lines = List.of(
                INET,
                "socket(AF_PACKET, SOCK_RAW, 0) = 3",
                MLOCK,
                "ptrace(PTRACE_TRACEME) = 0",
                "kcmp(1, 2) = 0",
                "mount(0) = 0",
                "personality(PER_LINUX32) = 0",
                "perf_event_open(0) = 3");
        for (int which = 1; which < 1 << lines.size(); which++) {
            List<String> some = new ArrayList<>();
            for (int line = 0; line < lines.size(); line++) {
                if ((which >> line & 1) == 1) {
                    some.add(lines.get(line));
                }
            }
            Learned learned = learned(some.toArray(String[]::new));

            List<EntitlementId> smaller = smallerSets(learned.least());

            assertThat(covers(learned.least(), some))
                    .as("%s for %s", learned.least(), some)
                    .isTrue();
            assertThat(smaller)
                    .as("less than %s for %s", learned.least(), some)
                    .noneMatch(other -> covers(replaced(learned.least(), other), some));
        }
    }

    /** The names that could take the place of one of these with less power. */
    private static List<EntitlementId> smallerSets(List<EntitlementId> names) {
        List<EntitlementId> smaller = new ArrayList<>();
        Model whole = Bundle.modelFor(CATALOGUE, names);
        for (Entitlement entry : CATALOGUE.entries()) {
            Model other = Bundle.modelFor(CATALOGUE, replaced(names, entry.id()));
            boolean isLess =
                    whole.seccomp().covers(other.seccomp()) && !other.seccomp().covers(whole.seccomp());
            if (isLess) {
                smaller.add(entry.id());
            }
        }
        return smaller;
    }

    private static List<EntitlementId> replaced(List<EntitlementId> names, EntitlementId other) {
        String domain = CATALOGUE.find(other).orElseThrow().domain();
        TreeSet<EntitlementId> replaced = new TreeSet<>(names);
        replaced.removeIf(name -> CATALOGUE.find(name).orElseThrow().domain().equals(domain));
        replaced.add(other);
        return List.copyOf(replaced);
    }

    /** Whether a profile for these names lets the calls through: asked of the compiler, not of the search. */
    private static boolean covers(List<EntitlementId> names, List<String> lines) {
        Model model = Bundle.modelFor(CATALOGUE, names);
        return Logs.read(lines.toArray(String[]::new)).recording().made().stream()
                .allMatch(seen -> model.seccomp().allow().rules().stream()
                        .filter(rule -> rule.syscall().equals(seen.call().syscall()))
                        .anyMatch(rule -> rule.conditions().stream()
                                .allMatch(condition -> condition.accepts(
                                        seen.call().arguments().getOrDefault(condition.index(), -1L)))));
    }
}
