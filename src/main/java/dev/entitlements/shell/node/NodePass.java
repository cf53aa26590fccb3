package dev.entitlements.shell.node;

import dev.entitlements.codec.delivery.DeliveredJson;
import dev.entitlements.core.delivery.DeliveredBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the node: what the rulebook needs is written, what was delivered before is looked after.
 *
 * <p>The order makes every end survivable: profiles first, then the file that lists them, removals last.
 */
final class NodePass {
    /** The file that lists the delivered bundles. */
    static final String LIST = ".delivered";

    /** How many bundles are told of: more than any replica of the webhook can be behind. */
    private static final int TOLD = 8;

    private final Path seccompRoot;
    private final KernelAppArmor appArmor;

    NodePass(Path seccompRoot, KernelAppArmor appArmor) {
        this.seccompRoot = seccompRoot;
        this.appArmor = appArmor;
    }

    /**
     * What a pass found and did.
     *
     * @param complete the digest of every bundle of which nothing is missing, and since when
     * @param missing how many profiles of the present rulebook are not in place
     * @param written how many files had to be written
     * @param removed how many files were removed
     * @param appArmor whether the kernel takes AppArmor profiles
     * @param problems what went wrong, one line each
     */
    record Result(
            Map<String, Instant> complete,
            int missing,
            int written,
            int removed,
            boolean appArmor,
            List<String> problems) {
        Result {
            complete = Map.copyOf(complete);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Makes a pass.
     *
     * @param wanted the present rulebook's bundle, or null where there is none that can be used
     * @param named the files that pods of this node name, asked for only where something could be removed
     */
    Result run(@Nullable NodeBundle wanted, Supplier<Optional<Set<String>>> named, Instant now)
            throws IOException, InterruptedException {
        try (ProfileFolder folder = ProfileFolder.open(seccompRoot)) {
            List<String> problems = new ArrayList<>();
            int cleaned = folder.clean();
            int written = wanted == null ? 0 : write(folder, wanted, problems);
            List<DeliveredBundle> before = read(folder);
            List<DeliveredBundle> kept = before;
            if (wanted != null && problems.isEmpty()) {
                kept = Upkeep.with(before, wanted.delivered(now));
            }
            Set<String> intact = intact(folder, kept);
            Set<String> inForce = load(folder, intact, problems);
            int removed = cleaned;
            if (isOld(folder, kept, now)) {
                Optional<Set<String>> pods = named.get();
                kept = Upkeep.staying(kept, pods, now);
                removed += remove(folder, Upkeep.removable(folder.list(), kept, pods, now));
            }
            keep(folder, before, kept);
            int missing = wanted == null ? 0 : missing(wanted, folder, inForce);
            return new Result(
                    complete(kept, intact, inForce), missing, written, removed, appArmor.isUsable(), problems);
        }
    }

    private static int write(ProfileFolder folder, NodeBundle wanted, List<String> problems) throws IOException {
        int written = 0;
        for (Map.Entry<String, byte[]> file : wanted.files().entrySet()) {
            try {
                written += folder.ensure(file.getKey(), file.getValue()) ? 1 : 0;
            } catch (IOException unwritable) {
                problems.add("`" + file.getKey() + "` cannot be written: " + unwritable.getMessage());
            }
        }
        if (written > 0) {
            folder.sync();
        }
        return written;
    }

    /** The list of bundles; one that cannot be read is as good as none, for what it listed stays anyway. */
    private static List<DeliveredBundle> read(ProfileFolder folder) throws IOException {
        return folder.read(LIST)
                .map(bytes -> DeliveredJson.read(bytes).<List<DeliveredBundle>>fold(List::copyOf, issues -> List.of()))
                .orElse(List.of());
    }

    /** Writes the list where it says something new; that a bundle is still in force is new once a day. */
    private static void keep(ProfileFolder folder, List<DeliveredBundle> before, List<DeliveredBundle> kept)
            throws IOException {
        boolean same = before.size() == kept.size();
        for (int at = 0; same && at < kept.size(); at++) {
            DeliveredBundle old = before.get(at);
            DeliveredBundle now = kept.get(at);
            same = old.files().equals(now.files())
                    && now.last().isBefore(old.last().plus(Upkeep.AGE.dividedBy(30)));
        }
        if (!same) {
            folder.write(LIST, DeliveredJson.write(kept));
            folder.sync();
        }
    }

    /** The files of these bundles that are what was written. */
    private static Set<String> intact(ProfileFolder folder, List<DeliveredBundle> bundles) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        bundles.forEach(bundle -> hashes.putAll(bundle.files()));
        Set<String> intact = new HashSet<>();
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            if (folder.sha256(file.getKey()).filter(file.getValue()::equals).isPresent()) {
                intact.add(file.getKey());
            }
        }
        return intact;
    }

    /** Loads the AppArmor profiles of all intact files, and gives the files whose profiles are in force. */
    private Set<String> load(ProfileFolder folder, Set<String> intact, List<String> problems)
            throws IOException, InterruptedException {
        Set<String> inForce = new HashSet<>();
        if (!appArmor.isUsable()) {
            return inForce;
        }
        Map<String, byte[]> texts = new TreeMap<>();
        for (String file : intact) {
            if (file.endsWith(NodeBundle.APPARMOR_ENDING)) {
                folder.read(file).ifPresent(text -> texts.put(profile(file), text));
            }
        }
        Map<String, String> failed = appArmor.ensure(texts);
        failed.forEach((name, why) -> problems.add("AppArmor profile `" + name + "` is not loaded: " + why));
        texts.keySet().stream()
                .filter(name -> !failed.containsKey(name))
                .forEach(name -> inForce.add(name + NodeBundle.APPARMOR_ENDING));
        return inForce;
    }

    private static String profile(String file) {
        return file.substring(0, file.length() - NodeBundle.APPARMOR_ENDING.length());
    }

    /** Whether anything could be removed if no pod named it: only then is it worth asking. */
    private static boolean isOld(ProfileFolder folder, List<DeliveredBundle> kept, Instant now) throws IOException {
        Optional<Set<String>> nobody = Optional.of(Set.of());
        return Upkeep.staying(kept, nobody, now).size() < kept.size()
                || !Upkeep.removable(folder.list(), kept, nobody, now).isEmpty();
    }

    private static int remove(ProfileFolder folder, List<String> files) throws IOException {
        for (String file : files) {
            folder.delete(file);
        }
        return files.size();
    }

    private int missing(NodeBundle wanted, ProfileFolder folder, Set<String> inForce) throws IOException {
        int missing = 0;
        for (Map.Entry<String, byte[]> file : wanted.files().entrySet()) {
            boolean isAppArmor = file.getKey().endsWith(NodeBundle.APPARMOR_ENDING);
            boolean there = folder.read(file.getKey())
                    .filter(bytes -> Arrays.equals(bytes, file.getValue()))
                    .isPresent();
            boolean works = !isAppArmor || !appArmor.isUsable() || inForce.contains(file.getKey());
            missing += there && works ? 0 : 1;
        }
        return missing;
    }

    private static Map<String, Instant> complete(List<DeliveredBundle> kept, Set<String> intact, Set<String> inForce) {
        Map<String, Instant> complete = new TreeMap<>();
        for (DeliveredBundle bundle : kept.subList(0, Math.min(kept.size(), TOLD))) {
            if (intact.containsAll(bundle.seccomp())) {
                complete.putIfAbsent(bundle.seccompDigest(), bundle.since());
                if (inForce.containsAll(bundle.appArmor())) {
                    complete.putIfAbsent(bundle.digest(), bundle.since());
                }
            }
        }
        return complete;
    }
}
