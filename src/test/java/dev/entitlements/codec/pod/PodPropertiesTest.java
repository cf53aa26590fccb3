package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.CapabilitySettings;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.PodSettings;
import dev.entitlements.core.settings.ProfileName;
import dev.entitlements.core.settings.ProfileSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every pod, tried on thousands that a seeded generator bends in thousands of ways. */
class PodPropertiesTest {
    private static final int ROUNDS = 5000;
    private static final String PATTERN = """
            {'apiVersion':'v1','kind':'Pod','metadata':{'name':'web','labels':{'app':'web'},'annotations':{
              'entitlements.dev/pod':'network.user','container.entitlements.dev/app':'network.bind',
              'container.apparmor.security.beta.kubernetes.io/app':'unconfined'}},
             'spec':{'hostPID':true,'hostNetwork':false,'serviceAccountName':'x','os':{'name':'linux'},
              'securityContext':{'runAsUser':1,'seccompProfile':{'type':'Unconfined'},'sysctls':[{'name':'a'}],
                'supplementalGroups':[1]},
              'volumes':[{'name':'t','projected':{'sources':[{'serviceAccountToken':{'path':'token'}}]}},
                {'name':'v','hostPath':{'path':'/var/log'}}],
              'initContainers':[{'name':'init','restartPolicy':'Always','securityContext':{'privileged':false}}],
              'containers':[{'name':'app','image':'a','ports':[{'hostPort':80},{'containerPort':1}],
                'resources':{'limits':{'vendor.example/x':1}},'livenessProbe':{'httpGet':{'host':'h'}},
                'volumeMounts':[{'name':'t','mountPath':'/t'},{'name':'v','mountPath':'/v','readOnly':false}],
                'securityContext':{'capabilities':{'add':['CHOWN'],'drop':['ALL']},'runAsNonRoot':true,
                  'seccompProfile':{'type':'Localhost','localhostProfile':'x'}}}],
              'ephemeralContainers':[{'name':'dbg','targetContainerName':'app'}]}}
            """;

    @Test
    void everyBentPodIsReadOrRefusedWithItsPlace() {
        Random random = new Random(11);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode pod = bent(random);
            Parsed<PodContent> parsed = PodReader.read(pod);
            read += parsed.fold(content -> 1, issues -> 0);
            assertThat(parsed.<Boolean>fold(content -> true, issues -> !issues.isEmpty()))
                    .isTrue();
        }
        assertThat(read).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void aPatchAppliedLeavesNothingToPatch() {
        Random random = new Random(12);
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode pod = bent(random);
            PodContent content = contentOrNull(pod);
            if (content == null) {
                continue;
            }
            PodSettings settings = settings(content, random);

            JsonNode patched =
                    Patches.write(pod, content.containers(), settings).apply(pod);

            List<ContainerRequest> again = Trees.read(patched).containers();
            assertThat(Patches.write(patched, again, withoutIndexes(settings)).operations())
                    .as("%s", pod)
                    .isEmpty();
        }
    }

    @Test
    void ourApplicationOfAPatchAgreesWithTheLibrarys() {
        Random random = new Random(13);
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode pod = bent(random);
            PodContent content = contentOrNull(pod);
            if (content == null) {
                continue;
            }
            Patch patch = Patches.write(pod, content.containers(), settings(content, random));

            assertThat(patch.apply(pod))
                    .as("%s", pod)
                    .isEqualTo(io.fabric8.zjsonpatch.JsonPatch.apply(patch.tree(), pod));
        }
    }

    private static @Nullable PodContent contentOrNull(JsonNode pod) {
        return PodReader.read(pod) instanceof Parsed.Good<PodContent> good ? good.value() : null;
    }

    /** Indexes are of the tree they were made for; removals make them wrong for the next. */
    private static PodSettings withoutIndexes(PodSettings settings) {
        List<ContainerSettings> containers = new ArrayList<>();
        for (ContainerSettings old : settings.containers()) {
            containers.add(Settings.container(old.name(), old.write()));
        }
        return with(settings, containers);
    }

    private static PodSettings with(PodSettings settings, List<ContainerSettings> containers) {
        return new PodSettings(
                containers,
                settings.automountServiceAccountToken(),
                settings.tokenVolumes(),
                settings.runtimeClassName(),
                settings.hostUsers(),
                settings.strippedHostFields(),
                settings.strippedPodProfiles(),
                settings.network(),
                settings.revision());
    }

    private static PodSettings settings(PodContent content, Random random) {
        List<ContainerSettings> containers = new ArrayList<>();
        for (ContainerRequest container : content.containers()) {
            List<Integer> mounts = new ArrayList<>();
            for (int i = 0; i < container.mounts().size(); i++) {
                mounts.add(i);
            }
            containers.add(new ContainerSettings(
                    container.name(),
                    Settings.container("x", Settings.NOTHING).entitlements(),
                    Set.of(),
                    security(random),
                    mounts,
                    random.nextBoolean() ? mounts : List.of(),
                    List.of(),
                    "",
                    ""));
        }
        List<String> tokens = new ArrayList<>();
        for (Volume volume : content.pod().volumes()) {
            if (volume.token() != Volume.Token.NONE) {
                tokens.add(volume.name());
            }
        }
        return new PodSettings(
                containers,
                flag(random),
                tokens,
                random.nextBoolean() ? "kata" : null,
                flag(random),
                random.nextBoolean() ? List.of("hostPID", "hostNetwork") : List.of(),
                random.nextBoolean() ? List.of("seccompProfile", "appArmorProfile") : List.of(),
                "user",
                "sha256:1");
    }

    private static SecuritySettings security(Random random) {
        List<String> add = random.nextBoolean() ? List.of("KILL") : List.of();
        List<String> drop = random.nextBoolean() ? List.of("ALL") : List.of();
        List<AppArmorSetting> appArmor = List.of(
                AppArmorSetting.LEAVE,
                AppArmorSetting.REMOVE,
                AppArmorSetting.write(new ProfileName("entitlements-1")));
        return new SecuritySettings(
                random.nextBoolean() ? new CapabilitySettings(add, drop) : null,
                random.nextBoolean() ? ProfileSetting.RUNTIME_DEFAULT : new ProfileSetting(new ProfileName("e/1.json")),
                appArmor.get(random.nextInt(3)),
                flag(random),
                flag(random),
                flag(random),
                flag(random));
    }

    private static @Nullable Boolean flag(Random random) {
        return random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
    }

    /** The pattern with a few values replaced, taken out or added anywhere. */
    private static JsonNode bent(Random random) {
        JsonNode pod = Trees.tree(PATTERN);
        for (int bends = random.nextInt(4); bends > 0; bends--) {
            bend(pod, random);
        }
        return pod;
    }

    private static void bend(JsonNode tree, Random random) {
        if (tree.isEmpty()) {
            return;
        }
        int index = random.nextInt(tree.size());
        if (tree instanceof ObjectNode object) {
            String key = new ArrayList<>(object.properties()).get(index).getKey();
            if (!tree.get(key).isEmpty() && random.nextInt(5) > 0) {
                bend(tree.get(key), random);
            } else if (random.nextInt(4) == 0) {
                object.remove(key);
            } else {
                object.set(random.nextInt(4) == 0 ? "future" : key, value(random));
            }
        } else if (tree instanceof ArrayNode array) {
            if (random.nextInt(5) > 0) {
                bend(array.get(index), random);
            } else {
                array.insert(index, value(random));
            }
        }
    }

    private static JsonNode value(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> nodes.nullNode();
            case 3 -> nodes.booleanNode(random.nextBoolean());
            case 4 -> nodes.numberNode(random.nextInt(3));
            case 5 -> nodes.textNode("x");
            case 6 -> nodes.arrayNode();
            case 7 -> nodes.arrayNode().add("CHOWN");
            default -> nodes.objectNode();
        };
    }
}
