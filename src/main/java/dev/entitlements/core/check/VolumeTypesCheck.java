package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/*
 * Field: spec.volumes[*], all but hostPath.
 * Allowed: the types of the restricted Pod Security Standard; older types with the permission `volumes`; gitRepo with the
 * permission `gitRepo`; for every container that mounts the volume, or for all where none does. Never an unknown type,
 * never two sources at once.
 */

/** Refuses volumes of other types than granted. */
final class VolumeTypesCheck implements Check {
    private static final Set<String> OLDER = Set.of(
            "awsElasticBlockStore",
            "azureDisk",
            "azureFile",
            "cephfs",
            "cinder",
            "fc",
            "flexVolume",
            "flocker",
            "gcePersistentDisk",
            "glusterfs",
            "iscsi",
            "nfs",
            "photonPersistentDisk",
            "portworxVolume",
            "quobyte",
            "rbd",
            "scaleIO",
            "storageos",
            "vsphereVolume");

    @Override
    public List<Finding> findings(Subject subject) {
        return Mounting.volumes(subject)
                .flatMap(placed -> look(subject, placed))
                .toList();
    }

    private static Stream<Finding> look(Subject subject, Mounting.Placed placed) {
        List<String> sources = placed.volume().sources();
        if (sources.size() > 1) {
            return refused(
                    placed.path(),
                    "volume " + Quoted.text(placed.volume().name()) + " has several sources: "
                            + Quoted.list(sources.stream().limit(3).toList()));
        }
        return sources.stream().flatMap(source -> look(subject, placed, source));
    }

    private static Stream<Finding> look(Subject subject, Mounting.Placed placed, String source) {
        if (SafeValues.VOLUME_TYPES.contains(source) || source.equals("hostPath")) {
            return Stream.empty();
        }
        if (!OLDER.contains(source) && !source.equals("gitRepo")) {
            return refused(placed.path(), "volume type " + Quoted.text(source) + " is unknown");
        }
        Excess excess = new Excess(
                FindingCode.VOLUME_TYPE_NOT_GRANTED,
                placed.path() + "." + source,
                "volume type `" + source + "` is not granted",
                Need.of(source.equals("gitRepo") ? Permission.GIT_REPO : Permission.VOLUMES));
        return Mounting.users(subject, placed.volume()).stream().flatMap(container -> excess.of(subject, container));
    }

    private static Stream<Finding> refused(String field, String message) {
        return Stream.of(Finding.refuse(
                FindingCode.VOLUME_TYPE_NOT_GRANTED,
                "",
                field,
                new Finding.Reason(message, "use one source of a known type")));
    }
}
