package dev.entitlements.shell.cli;

import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.codec.profile.BundleIndex;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Architecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bundle's profiles as texts, by the paths that a node's own programs look for them under. */
final class BundleFiles {
    private final Bundle bundle;
    private final List<Architecture> architectures;

    BundleFiles(Bundle bundle, List<Architecture> architectures) {
        this.bundle = bundle;
        this.architectures = List.copyOf(architectures);
    }

    List<Architecture> architectures() {
        return architectures;
    }

    Bundle bundle() {
        return bundle;
    }

    /** Every file of a folder: {@code ARCH/entitlements/HASH.json}, {@code apparmor/NAME}, and last the index. */
    Map<String, String> folder() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Architecture architecture : architectures) {
            seccomp(architecture).forEach((name, text) -> files.put(architecture.word() + "/" + name, text));
        }
        appArmor().forEach((name, text) -> files.put("apparmor/" + name, text));
        files.put("index.json", BundleIndex.write(bundle));
        return files;
    }

    /** Where the files of one node go, from its root, without a leading slash. */
    SortedMap<String, String> node(Architecture architecture) {
        SortedMap<String, String> files = new TreeMap<>();
        seccomp(architecture).forEach((name, text) -> files.put("var/lib/kubelet/seccomp/" + name, text));
        appArmor().forEach((name, text) -> files.put("etc/apparmor.d/" + name, text));
        return files;
    }

    private SortedMap<String, String> seccomp(Architecture architecture) {
        SortedMap<String, String> files = new TreeMap<>();
        bundle.seccomp().forEach((name, profile) -> files.put(name, SeccompJson.write(profile.model(), architecture)));
        return files;
    }

    private SortedMap<String, String> appArmor() {
        SortedMap<String, String> files = new TreeMap<>();
        bundle.appArmor().forEach((name, profile) -> files.put(name, AppArmorText.write(profile.model(), name)));
        return files;
    }
}
