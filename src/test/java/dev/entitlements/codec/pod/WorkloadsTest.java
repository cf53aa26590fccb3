package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Operation;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.pod.Template.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
    private static final String POD = "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'app'}]}}";

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment, spec.template",
        "apps/v1, ReplicaSet, spec.template",
        "apps/v1, StatefulSet, spec.template",
        "apps/v1, DaemonSet, spec.template",
        "apps/v1beta2, Deployment, spec.template",
        "extensions/v1beta1, DaemonSet, spec.template",
        "batch/v1, Job, spec.template",
        "batch/v1, CronJob, spec.jobTemplate.spec.template",
        "batch/v1beta1, CronJob, spec.jobTemplate.spec.template",
        "v1, ReplicationController, spec.template",
        "v1, PodTemplate, template"
    })
    void findsTheTemplate(String version, String kind, String path) {
        Found found = found(workload(version, kind, path));

        assertThat(found.pod()).isEqualTo(Trees.tree("{'apiVersion':'v1','kind':'Pod'," + POD.substring(1)));
        assertThat(List.of(found.namespace(), found.name(), found.field("spec.os"), found.field("")))
                .containsExactly("pay", "web", path + ".spec.os", "");
        assertThat(found.isPod()).isFalse();
    }

    @Test
    void takesAPodAsItIs() {
        JsonNode pod = Trees.tree("{'apiVersion':'v1','kind':'Pod'," + POD.substring(1));
        Patch patch = new Patch(List.of(Operation.remove("/spec/hostPID")));

        Found found = found(pod);

        assertThat(found.pod()).isSameAs(pod);
        assertThat(found.field("spec.os")).isEqualTo("spec.os");
        assertThat(found.patch(patch)).isSameAs(patch);
        assertThat(found.isPod()).isTrue();
    }

    @Test
    void movesAPatchToTheTemplate() {
        JsonNode job = workload("batch/v1", "CronJob", "spec.jobTemplate.spec.template");
        Patch patch = new Patch(List.of(
                new Operation(Operation.Kind.ADD, "/metadata/annotations", Trees.tree("{}")),
                Operation.remove("/spec/x")));

        assertThat(found(job).patch(patch).tree())
                .isEqualTo(Trees.tree("[{'op':'add','path':'/spec/jobTemplate/spec/template/metadata/annotations',"
                        + "'value':{}},{'op':'remove','path':'/spec/jobTemplate/spec/template/spec/x'}]"));
    }

    @Test
    void patchesATemplateWithoutMetadata() {
        JsonNode workload = Trees.tree("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'namespace':'pay'},"
                + "'spec':{'template':{'spec':{'containers':[{'name':'app'}]}}}}");
        Found found = found(workload);
        Patch patch = Patches.write(
                found.pod(),
                Trees.read(found.pod()).containers(),
                Settings.pod(Settings.container("app", Settings.NOTHING)));

        JsonNode patched = found.patch(patch).apply(workload);

        assertThat(patched.at("/spec/template/metadata/labels/entitlements.dev~1network")
                        .asText())
                .isEqualTo("user");
    }

    @ParameterizedTest
    @CsvSource({
        "v1, Service",
        "v1, Deployment",
        "apps/v1, Pod",
        "apps/v1, pod",
        "example.com/v1, Deployment",
        "serving.knative.dev/v1, Service"
    })
    void knowsWhatMakesNoPods(String version, String kind) {
        assertThat(Workloads.template(workload(version, kind, "spec.template"))).isEqualTo(new Template.None());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'apiVersion':'apps/v1','kind':'Deployment'} | spec.template",
                "{'apiVersion':'apps/v1','kind':'Deployment','spec':null} | spec.template",
                "{'apiVersion':'apps/v1','kind':'Deployment','spec':{'template':[]}} | spec.template",
                "{'apiVersion':'batch/v1','kind':'CronJob','spec':{'template':{}}} | spec.jobTemplate.spec.template"
            })
    void saysWhereTheTemplateShouldBe(String workload, String path) {
        String message = Workloads.template(Trees.tree(workload))
                .fold(
                        found -> "",
                        none -> "",
                        unreadable -> unreadable.issue().place() + ": "
                                + unreadable.issue().message());

        assertThat(message).isEqualTo(path + ": `" + path + "` must be an object");
    }

    @Test
    void tellsWorkloadsFromPods() {
        assertThat(List.of(
                        Workloads.isWorkload("apps", "Deployment"),
                        Workloads.isWorkload("", "Pod"),
                        Workloads.isWorkload("", "Service")))
                .containsExactly(true, false, false);
    }

    private static Found found(JsonNode object) {
        return Workloads.template(object)
                .fold(
                        found -> found,
                        none -> {
                            throw new AssertionError("makes no pods: " + object);
                        },
                        unreadable -> {
                            throw new AssertionError(unreadable);
                        });
    }

    private static JsonNode workload(String version, String kind, String path) {
        String[] keys = path.split("\\.", -1);
        String inner = POD;
        for (int i = keys.length - 1; i >= 0; i--) {
            inner = "{'" + keys[i] + "':" + inner + "}";
        }
        return Trees.tree("{'apiVersion':'" + version + "','kind':'" + kind
                + "','metadata':{'name':'web','namespace':'pay'}," + inner.substring(1));
    }
}
