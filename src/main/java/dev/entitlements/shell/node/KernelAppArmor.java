package dev.entitlements.shell.node;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The AppArmor of the node's kernel, and the program that hands profiles to it.
 *
 * <p>Whether a profile is in force is read from the kernel, never concluded from the program's word.
 */
final class KernelAppArmor {
    private static final int SECONDS = 30;
    private static final String ENFORCED = " (enforce)";

    private final Path enabled;
    private final Path loaded;
    private final @Nullable String parser;
    private final Map<String, String> loadedTexts = new TreeMap<>();

    /**
     * Where to find them.
     *
     * @param root the root of {@code /sys} as the agent sees it
     * @param parser the program, or null where the agent is not to load any profile
     */
    KernelAppArmor(Path root, @Nullable String parser) {
        this.enabled = root.resolve("module/apparmor/parameters/enabled");
        this.loaded = root.resolve("kernel/security/apparmor/profiles");
        this.parser = parser;
    }

    /** Whether the kernel takes profiles and we are to hand it ours. */
    boolean isUsable() {
        try {
            return parser != null
                    && isThere(parser)
                    && Files.readString(enabled).startsWith("Y")
                    && Files.isReadable(loaded);
        } catch (IOException none) {
            return false;
        }
    }

    /** A program that is not there loads nothing, and must not be promised. */
    private static boolean isThere(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /**
     * Loads each profile that is not in force, or whose text was not loaded by this process.
     *
     * @param profiles texts by the profiles' names
     * @return for each profile that is not in force, why
     */
    SortedMap<String, String> ensure(Map<String, byte[]> profiles) throws IOException, InterruptedException {
        SortedMap<String, String> failed = new TreeMap<>();
        Set<String> before = enforced();
        for (Map.Entry<String, byte[]> profile : profiles.entrySet()) {
            String text = new String(profile.getValue(), StandardCharsets.UTF_8);
            if (!before.contains(profile.getKey()) || !text.equals(loadedTexts.get(profile.getKey()))) {
                String problem = load(text);
                if (problem.isEmpty()) {
                    loadedTexts.put(profile.getKey(), text);
                } else {
                    failed.put(profile.getKey(), problem);
                }
            }
        }
        Set<String> after = enforced();
        profiles.keySet().stream()
                .filter(name -> !after.contains(name))
                .forEach(name -> failed.putIfAbsent(name, "the kernel does not list it as enforced"));
        return failed;
    }

    /** The names of the profiles that the kernel enforces. */
    private Set<String> enforced() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(loaded)) {
            if (line.endsWith(ENFORCED)) {
                names.add(line.substring(0, line.length() - ENFORCED.length()));
            }
        }
        return names;
    }

    /** Why the program did not take it; empty where it did. Nothing of its caches is used or left. */
    private String load(String text) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(String.valueOf(parser), "--replace", "--skip-cache")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.PIPE)
                    .start();
        } catch (IOException missing) {
            return "`" + parser + "` cannot be run";
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // it ended before it had read everything; its exit code and words say why
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "`" + parser + "` did not end in " + SECONDS + " seconds";
        }
        String words = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
        return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ": " + firstLine(words);
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("no message");
    }
}
