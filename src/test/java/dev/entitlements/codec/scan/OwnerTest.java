package dev.entitlements.codec.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerTest {
    @ParameterizedTest
    @CsvSource({
        "ReplicaSet,web-6d4cf56db6,6d4cf56db6,Deployment pay/web",
        "ReplicaSet,web-6d4cf56db6,,ReplicaSet pay/web-6d4cf56db6",
        "ReplicaSet,web-6d4cf56db6,4cf56db6,ReplicaSet pay/web-6d4cf56db6",
        "Job,report-29412360,,CronJob pay/report",
        "Job,migrate-20261122,,Job pay/migrate-20261122",
        "Job,migrate-1,,Job pay/migrate-1",
        "StatefulSet,db,,StatefulSet pay/db",
        "Rollout,web-29412360,,Rollout pay/web-29412360",
    })
    void isWhatPeopleKnow(String kind, String name, String hash, String owner) throws IOException {
        String label = hash == null ? "" : "\"pod-template-hash\":\"" + hash + "\"";

        assertThat(of("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\",\"labels\":{" + label + "},\"ownerReferences\":"
                        + "[{\"kind\":\"Other\",\"name\":\"o\"},"
                        + "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\",\"controller\":true}]}}"))
                .hasToString(owner);
    }

    @Test
    void isThePodItselfWhereNothingControlsIt() throws IOException {
        assertThat(of("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\",\"ownerReferences\":[{\"name\":\"o\"}]}}"))
                .hasToString("Pod pay/x");
        assertThat(of("{\"kind\":\"Pod\",\"metadata\":{\"generateName\":\"x-\"}}"))
                .hasToString("Pod pay/x-");
    }

    private static Owner of(String json) throws IOException {
        JsonNode pod = Json.MAPPER.readTree(json);
        return Owner.of(pod, "pay");
    }
}
