package dev.entitlements.shell.node;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery.AppArmor;
import dev.entitlements.core.delivery.NodeReport;
import dev.entitlements.core.delivery.NodeReport.AppArmorSupport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node supplied: profiles first, words about them later. Nothing that the cluster does or fails to do stops it
 * from writing.
 */
final class NodeAgent {
    /** How often files that nobody should have touched are compared with what they should be. */
    static final Duration INSPECTION = Duration.ofSeconds(30);

    private final Self self;
    private final NodeRulebook rulebook;
    private final KernelAppArmor appArmor;
    private final NodePass pass;
    private final AgentLog log;
    private final Clock clock;
    private volatile Status status;

    /** Who speaks. */
    record Self(String version, String architecture, String boot) {}

    /**
     * How it goes, for whoever asks.
     *
     * @param at when the last pass ended, or the start
     * @param last what the last pass found, or null before the first
     * @param passes how many there were
     * @param written how many files were written in all of them
     * @param failures how many passes failed as a whole
     */
    record Status(Instant at, NodePass.@Nullable Result last, long passes, long written, long failures) {}

    NodeAgent(Self self, NodeRulebook rulebook, KernelAppArmor appArmor, NodePass pass, AgentLog log, Clock clock) {
        this.self = self;
        this.rulebook = rulebook;
        this.appArmor = appArmor;
        this.pass = pass;
        this.log = log;
        this.clock = clock;
        this.status = new Status(clock.instant(), null, 0, 0, 0);
    }

    /** How it goes. */
    Status status() {
        return status;
    }

    /** The errors of the rulebook as it is now. */
    List<Issue> errors() {
        return rulebook.errors();
    }

    /** Goes on until it is interrupted, telling each report to somebody. */
    void run(Duration interval, Supplier<Optional<Set<String>>> pods, Consumer<NodeReport> tell)
            throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            boolean changed = rulebook.refresh(appArmorHere());
            if (changed
                    || status.last() == null
                    || !clock.instant().isBefore(status.at().plus(INSPECTION))) {
                if (changed) {
                    rulebook.errors().forEach(this::say);
                }
                once(pods);
            }
            tell.accept(report());
            Thread.sleep(Math.max(1, interval.toMillis()));
        }
    }

    /** Reads the rulebook and makes one pass. */
    Status once() throws InterruptedException {
        rulebook.refresh(appArmorHere());
        return once(Optional::empty);
    }

    private Status once(Supplier<Optional<Set<String>>> pods) throws InterruptedException {
        Status before = status;
        try {
            NodePass.Result result = pass.run(rulebook.bundle(), pods, clock.instant());
            result.problems().forEach(problem -> log.warn("a profile is missing", "problem", problem));
            if (result.written() + result.removed() > 0) {
                log.info(
                        "profiles changed",
                        "written",
                        Integer.toString(result.written()),
                        "removed",
                        Integer.toString(result.removed()),
                        "missing",
                        Integer.toString(result.missing()),
                        "revision",
                        revision());
            }
            status = new Status(
                    clock.instant(),
                    result,
                    before.passes() + 1,
                    before.written() + result.written(),
                    before.failures());
        } catch (IOException unusable) {
            log.warn("the node's profiles cannot be looked after", "problem", unusable.toString());
            List<String> problems = new ArrayList<>(List.of(unusable.toString()));
            NodePass.Result nothing = new NodePass.Result(Map.of(), wanted(), 0, 0, appArmor.isUsable(), problems);
            status = new Status(clock.instant(), nothing, before.passes() + 1, before.written(), before.failures() + 1);
        }
        return status;
    }

    private NodeReport report() {
        NodePass.Result last = status.last();
        List<String> problems = new ArrayList<>();
        rulebook.errors().stream().findFirst().ifPresent(issue -> problems.add(issue.place() + ": " + issue.message()));
        if (last != null) {
            problems.addAll(last.problems());
        }
        return new NodeReport(
                revision(),
                self.boot(),
                self.version(),
                self.architecture(),
                last != null && last.appArmor() ? AppArmorSupport.YES : AppArmorSupport.NO,
                last == null ? Map.of() : last.complete(),
                last == null ? wanted() : last.missing(),
                problems.isEmpty() ? "" : problems.get(0));
    }

    private AppArmor appArmorHere() {
        return appArmor.isUsable() ? AppArmor.ON : AppArmor.OFF;
    }

    private int wanted() {
        NodeBundle bundle = rulebook.bundle();
        return bundle == null ? 0 : bundle.files().size();
    }

    private String revision() {
        NodeBundle bundle = rulebook.bundle();
        return bundle == null ? "" : bundle.revision();
    }

    private void say(Issue issue) {
        log.warn("the rulebook is bad", "place", issue.place().toString(), "error", issue.message());
    }
}
