package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Map;

/** Says what would happen to an object: the mutating and the validating answer in turn, changing nothing. */
public final class DryRun {
    private DryRun() {}

    /**
     * What the person who asks says about the objects.
     *
     * @param namespace the namespace of objects that name none
     * @param namespaceLabels the labels of every namespace asked about
     * @param serviceAccount the service account of pods that name none, or the empty string
     * @param operation the operation that is imagined
     * @param today the day in UTC
     * @param isolation whether the namespace's pods without network are cut off
     */
    public record Question(
            String namespace,
            Map<String, String> namespaceLabels,
            String serviceAccount,
            Operation operation,
            LocalDate today,
            Isolation isolation) {
        /** A question where there is no cluster to ask. */
        public Question(
                String namespace,
                Map<String, String> namespaceLabels,
                String serviceAccount,
                Operation operation,
                LocalDate today) {
            this(namespace, namespaceLabels, serviceAccount, operation, today, Isolation.UNKNOWN);
        }
    }

    /** Operations that a dry run can imagine. */
    public enum Operation {
        /** The object is made: settings are written, then it is validated. */
        CREATE,
        /** The object exists and its power changes: it is validated as it stands. */
        UPDATE
    }

    /** The answer for one object; the caller has taken Lists and multi-document files apart. */
    public static ObjectAnswer answer(JsonNode object, Question question, Rulebook rulebook) {
        return judge(object, circumstances(object, question), question.operation(), rulebook);
    }

    /** What is known of the request that made an object. */
    static Circumstances circumstances(JsonNode object, Question question) {
        JsonNode given = object.path("metadata").path("namespace");
        String named = given.isTextual() ? given.textValue() : "";
        return new Circumstances(
                named.isEmpty() ? question.namespace() : named,
                question.namespaceLabels(),
                question.serviceAccount().isEmpty() ? Circumstances.DEFAULT_SERVICE_ACCOUNT : question.serviceAccount(),
                question.today(),
                question.isolation());
    }

    static ObjectAnswer judge(JsonNode object, Circumstances circumstances, Operation operation, Rulebook rulebook) {
        PodCase asked = new PodCase(object, circumstances, operation, rulebook);
        return Workloads.template(object)
                .fold(
                        asked::judge,
                        none -> new ObjectAnswer(object, circumstances.namespace(), null, Patch.NONE, object),
                        asked::unreadable);
    }
}
