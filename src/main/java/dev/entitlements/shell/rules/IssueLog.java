package dev.entitlements.shell.rules;

import dev.entitlements.codec.text.Issue;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the log what is wrong with the files that were read: errors first, and no more lines than somebody reads. */
final class IssueLog {
    private static final Logger LOG = Logger.getLogger(IssueLog.class);

    /** Ten thousand policies of one template have ten thousand warnings, again whenever one of them changes. */
    static final int MOST = 100;

    private IssueLog() {}

    static void tell(List<Issue> issues) {
        issues.stream()
                .sorted(Comparator.comparing(Issue::severity))
                .limit(MOST)
                .forEach(issue -> LOG.logf(level(issue), "%s: %s", issue.place(), issue.message()));
        if (issues.size() > MOST) {
            LOG.warnf("%d more are not told here; `entitlements lint` tells all of them", issues.size() - MOST);
        }
    }

    private static Logger.Level level(Issue issue) {
        return issue.severity() == Issue.Severity.ERROR ? Logger.Level.ERROR : Logger.Level.WARN;
    }
}
