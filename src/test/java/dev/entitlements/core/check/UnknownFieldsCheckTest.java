package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownFieldsCheckTest {
    @Test
    void refusesUnknownSecurityAndHostFields() {
        assertThat(Lines.of(Scene.stored()
                        .unknown(List.of("hostFoo"), List.of())
                        .pod(Security.empty().unknown("magic"))
                        .container("app", Security.strict().unknown("capabilities.keep"))
                        .findings(new UnknownFieldsCheck())))
                .containsExactly(
                        "refuse UNKNOWN_FIELD [] spec.hostFoo: field `spec.hostFoo` is unknown, so what it permits is too | remove it, or check its spelling",
                        "refuse UNKNOWN_FIELD [] spec.securityContext.magic: field `spec.securityContext.magic` is unknown, so what it permits is too | remove it, or check its spelling",
                        "refuse UNKNOWN_FIELD [app] spec.containers[0].securityContext.capabilities.keep: field `spec.containers[0].securityContext.capabilities.keep` is unknown, so what it permits is too | remove it, or check its spelling");
    }

    @Test
    void keepsOtherUnknownFieldsWithAWarning() {
        assertThat(Lines.of(Scene.stored()
                        .unknown(List.of(), List.of("newThing"))
                        .container(Box.of("app", Security.strict()).unknown("other"))
                        .findings(new UnknownFieldsCheck())))
                .containsExactly(
                        "warn UNKNOWN_FIELD_KEPT [] spec.newThing: field `spec.newThing` is unknown and kept as it is | check its spelling",
                        "warn UNKNOWN_FIELD_KEPT [app] spec.containers[0].other: field `spec.containers[0].other` is unknown and kept as it is | check its spelling");
    }
}
