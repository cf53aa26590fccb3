package dev.entitlements.codec.report;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a dry run says, as people read it: a block for each object, never a value that the pod keeps secret. */
public final class DecisionText {
    private DecisionText() {}

    /** The block for one object, each line ended. */
    public static String of(ObjectAnswer answer, Paint paint) {
        ObjectAnswer.Judged judged = answer.judged();
        String name = paint.strong(ObjectIdentity.of(answer).toString()) + ": ";
        if (judged == null) {
            return name + paint.faint("ignored") + ", makes no pods\n";
        }
        Decision decision = judged.decision();
        StringBuilder text = new StringBuilder(name)
                .append(verdict(answer.verdict(), paint))
                .append(' ')
                .append(RefusalText.by(decision))
                .append(", pod security level ")
                .append(judged.podSecurityLevel().word())
                .append('\n');
        for (ContainerSettings settings : decision.outlook().containers()) {
            container(text, settings, DecisionReport.type(settings.name(), judged.request()));
        }
        decision.findings().forEach(finding -> finding(text, finding, severity(finding, paint)));
        decision.audit().forEach(finding -> finding(text, finding, paint.faint("audit")));
        return text.toString();
    }

    private static String verdict(Verdict verdict, Paint paint) {
        return switch (verdict) {
            case ADMITTED -> paint.good(verdict.word());
            case REFUSED -> paint.bad(verdict.word());
            case IGNORED -> paint.faint(verdict.word());
        };
    }

    private static String severity(Finding finding, Paint paint) {
        String word = finding.severity().word();
        return finding.severity() == Severity.REFUSE ? paint.bad(word) : paint.caution(word);
    }

    private static void container(StringBuilder text, ContainerSettings settings, String type) {
        String label = type.equals("container") ? type : type + " container";
        text.append("  ").append(label).append(' ').append(OneLine.of(settings.name()));
        text.append(": ").append(list(settings.entitlements())).append('\n');
        text.append("    capabilities ").append(list(settings.capabilities()));
        text.append("; seccomp ").append(OneLine.of(settings.seccomp()));
        text.append("; AppArmor ").append(OneLine.of(settings.appArmor())).append('\n');
    }

    private static void finding(StringBuilder text, Finding finding, String severity) {
        text.append("  ").append(severity).append(' ').append(finding.code());
        String place = FindingPlace.of(finding);
        text.append(place.isEmpty() ? "" : " " + place);
        text.append(": ").append(OneLine.of(finding.message())).append('\n');
        if (!finding.help().isEmpty()) {
            text.append("    help: ").append(OneLine.of(finding.help())).append('\n');
        }
    }

    private static String list(Collection<?> values) {
        return values.isEmpty()
                ? "none"
                : values.stream().map(value -> OneLine.of(value.toString())).collect(Collectors.joining(", "));
    }
}
