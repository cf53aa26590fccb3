package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.words.Quoted;
import java.util.List;
import java.util.Set;

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
        return Mounting.look(subject, volume -> !isFree(volume), mounted -> look(subject, mounted));
    }

    /** A volume without any source is an emptyDir; hostPath has its own check. */
    private static boolean isFree(Volume volume) {
        List<String> sources = volume.sources();
        return sources.isEmpty()
                || (sources.size() == 1
                        && (SafeValues.VOLUME_TYPES.contains(sources.get(0))
                                || sources.get(0).equals("hostPath")));
    }

    private static List<Finding> look(Subject subject, Mounting.Mounted mounted) {
        List<String> sources = mounted.volume().sources();
        if (sources.size() > 1) {
            return refused(
                    mounted,
                    "volume " + Quoted.text(mounted.volume().name()) + " has more than one source: "
                            + Quoted.list(sources.subList(0, 2)));
        }
        String source = sources.get(0);
        if (!OLDER.contains(source) && !source.equals("gitRepo")) {
            return refused(mounted, "volume type " + Quoted.text(source) + " is unknown");
        }
        return new Demand(
                        FindingCode.VOLUME_TYPE_NOT_GRANTED,
                        mounted.path() + "." + source,
                        "volume type `" + source + "` is not granted",
                        Need.of(source.equals("gitRepo") ? Permission.GIT_REPO : Permission.VOLUMES))
                .of(subject, mounted.container());
    }

    private static List<Finding> refused(Mounting.Mounted mounted, String message) {
        return List.of(Finding.refuse(
                FindingCode.VOLUME_TYPE_NOT_GRANTED,
                mounted.container().name(),
                mounted.path(),
                new Finding.Reason(message, "give the volume one source of a known type")));
    }
}
