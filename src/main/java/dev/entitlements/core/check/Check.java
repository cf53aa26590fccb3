package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import java.util.List;

/** One reason to refuse, or to warn. */
@FunctionalInterface
public interface Check {
    /** What this check has against the pod, in any order; empty where nothing. */
    List<Finding> findings(Subject subject);
}
