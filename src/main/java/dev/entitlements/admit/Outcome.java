package dev.entitlements.admit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.entitlements.core.decision.Decision;

/**
 * The answer about one pod.
 *
 * @param decision the decision
 * @param patch RFC 6902 operations against the tree that was judged; empty where nothing is written
 */
public record Outcome(Decision decision, ArrayNode patch) {}
