package dev.entitlements.codec.scan;

import dev.entitlements.codec.report.FindingPlace;
import dev.entitlements.codec.report.OneLine;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.scan.Inspection.Policies;
import dev.entitlements.codec.scan.Inspection.Subject;
import dev.entitlements.codec.scan.OwnerSummary.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A survey as people read it: a block for each owner of whom there is something to say. */
public final class SurveyText {
    private static final List<State> TOLD =
            List.of(State.REFUSED, State.EXCESS, State.WARNED, State.DRIFTED, State.UNREADABLE);

    private SurveyText() {}

    /** The block for one owner, each line ended; nothing where nothing was found. */
    public static String of(OwnerSummary summary, Paint paint) {
        if (summary.observations().isEmpty() && summary.leftOut() == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                        paint.strong(OneLine.of(summary.owner().toString())))
                .append(": ")
                .append(pods(summary.pods()))
                .append(": ")
                .append(TOLD.stream()
                        .filter(state -> summary.count(state) > 0)
                        .map(state -> painted(state, summary.count(state) + " " + state.phrase(), paint))
                        .collect(Collectors.joining(", ")))
                .append(by(summary.policies()))
                .append('\n');
        for (Counted counted : summary.observations()) {
            observation(text, counted, summary.pods(), paint);
        }
        if (summary.leftOut() > 0) {
            text.append("  ")
                    .append(paint.faint("and " + summary.leftOut() + " more"))
                    .append('\n');
        }
        return text.toString();
    }

    /** The whole in one line, without its end. */
    public static String total(Survey survey) {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            if (survey.count(state) > 0 || state == State.REFUSED || state == State.EXCESS) {
                parts.add(survey.count(state) + " " + state.phrase());
            }
        }
        int templates = survey.count(Subject.TEMPLATE);
        int excluded =
                survey.excluded().values().stream().mapToInt(Integer::intValue).sum();
        return pods(survey.objects() - templates)
                + (templates == 0 ? "" : " and " + templates + (templates == 1 ? " template" : " templates"))
                + " of " + survey.owners().size() + (survey.owners().size() == 1 ? " owner" : " owners") + ": "
                + String.join(", ", parts)
                + (excluded == 0
                        ? ""
                        : "; " + excluded + " left out in "
                                + OneLine.of(String.join(", ", survey.excluded().keySet())));
    }

    private static String pods(int number) {
        return number == 1 ? "1 pod" : number + " pods";
    }

    private static String by(Policies policies) {
        if (policies.names().isEmpty()) {
            return "";
        }
        return "; " + (policies.names().size() == 1 ? "policy " : "policies ")
                + policies.names().stream()
                        .map(name -> "`" + OneLine.of(name) + "`")
                        .collect(Collectors.joining(", "))
                + " (" + policies.mode() + ")";
    }

    private static void observation(StringBuilder text, Counted counted, int pods, Paint paint) {
        Observation observation = counted.observation();
        String word = observation.weight().word();
        text.append("  ")
                .append(
                        switch (observation.weight()) {
                            case REFUSE, EXCESS -> paint.bad(word);
                            case WARN -> paint.caution(word);
                            case DRIFT -> paint.faint(word);
                        })
                .append(' ')
                .append(observation.code());
        String place = FindingPlace.of(observation.container(), observation.field());
        text.append(place.isEmpty() ? "" : " " + place);
        text.append(": ").append(OneLine.of(observation.message()));
        text.append(counted.pods() == pods ? "" : " (" + pods(counted.pods()) + ")")
                .append('\n');
        if (!observation.help().isEmpty()) {
            text.append("    help: ").append(OneLine.of(observation.help())).append('\n');
        }
    }

    private static String painted(State state, String text, Paint paint) {
        return switch (state) {
            case REFUSED, EXCESS, UNREADABLE -> paint.bad(text);
            case WARNED -> paint.caution(text);
            default -> paint.faint(text);
        };
    }
}
