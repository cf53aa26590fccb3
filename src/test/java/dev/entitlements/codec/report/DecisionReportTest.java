package dev.entitlements.codec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionReportTest {
    @Test
    void writesEveryKeyInItsPlace() {
        ObjectAnswer refused = Samples.answer(List.of(Samples.REFUSAL));

        assertThat(DecisionReport.json(List.of(refused), "sha256:1")).hasToString("""
                        {"revision":"sha256:1","results":[{
                        "object":{"apiVersion":"v1","kind":"Pod","namespace":"pay","name":"web"},
                        "decision":"refused","mode":"enforce","policies":["payments"],"podSecurityLevel":"restricted",
                        "containers":[
                        {"name":"app","type":"container","entitlements":["network.bind"],
                        "capabilities":["NET_BIND_SERVICE"],"seccomp":"Localhost entitlements/1f3a.json",
                        "appArmor":"RuntimeDefault"},
                        {"name":"setup","type":"init","entitlements":["network.none"],
                        "capabilities":[],"seccomp":"Localhost entitlements/1f3a.json","appArmor":"RuntimeDefault"}],
                        "findings":[{"code":"CAPABILITY_NOT_GRANTED","severity":"refuse","container":"app",
                        "field":"spec.containers[0].securityContext.capabilities.add[0]",
                        "message":"capability `SYS_ADMIN` is not granted","help":"ask for `security.admin`"}],
                        "patch":[{"op":"add","path":"/spec/hostUsers","value":false}],
                        "patched":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"}}}]}""".replace("\n", ""));
    }

    @Test
    void isLaidOutForPeopleWithoutChangingItsMeaning() {
        assertThat(PrettyJson.of(Samples.json("{'a':[],'b':{},'c':[1,{'d':'e'}]}")))
                .isEqualTo("""
                        {
                          "a": [],
                          "b": {},
                          "c": [
                            1,
                            {
                              "d": "e"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void saysOfObjectsThatMakeNoPodsOnlyWhichTheyAre() {
        ObjectAnswer ignored = Samples.ignored("{'apiVersion':'v1','kind':'Service','metadata':{'generateName':'s-'}}");

        assertThat(DecisionReport.result(ignored))
                .isEqualTo(
                        Samples.json(
                                "{'object':{'apiVersion':'v1','kind':'Service','namespace':'','name':'s-'},'decision':'ignored'}"));
    }

    @Test
    void admitsWhereFindingsOnlyWarn() {
        assertThat(DecisionReport.result(Samples.answer(List.of(Samples.WARNING)))
                        .path("decision")
                        .textValue())
                .isEqualTo("admitted");
    }

    @Test
    void identifiesObjectsWhoseMetadataIsOfTheWrongType() {
        ObjectAnswer odd = Samples.ignored("{'kind':7,'metadata':[1]}");

        assertThat(DecisionReport.identity(odd))
                .isEqualTo(Samples.json("{'apiVersion':'','kind':'','namespace':'','name':''}"));
        assertThat(ObjectIdentity.of(odd)).hasToString("object (unnamed)");
    }
}
