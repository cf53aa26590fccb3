package dev.entitlements.truth.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.truth.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** This machine's libseccomp, which every runtime of it uses. */
public final class Libseccomp {
    private static final Path HEADER = Path.of("/usr/include/seccomp.h");
    private static final String RETURN_SWAPPED_TWICE = "000600000000ff7f";
    private static final String RETURN_ALLOW = "000600007fff0000";

    private Libseccomp() {}

    /** The numbers it knows in an architecture, named as profiles name it without {@code SCMP_ARCH_}. */
    public static Map<String, Long> numbers(String what, String architecture, Collection<String> names) {
        Map<String, Long> known = new TreeMap<>();
        for (String line : program(what, names, "numbers", architecture)) {
            String[] fields = line.split("\t", -1);
            if (!fields[1].equals("-")) {
                known.put(fields[0], Long.parseLong(fields[1]));
            }
        }
        return known;
    }

    /** The filter that it makes of a profile, as the bytes of its instructions in hexadecimal. */
    public static String export(String what, JsonNode profile) {
        List<String> lines = new ArrayList<>(
                List.of("default " + profile.path("defaultErrnoRet").asInt()));
        profile.path("architectures")
                .forEach(architecture ->
                        lines.add("architecture " + architecture.asText().substring("SCMP_ARCH_".length())));
        for (JsonNode entry : profile.path("syscalls")) {
            for (JsonNode name : entry.path("names")) {
                lines.add(line(entry, name.asText()));
            }
        }
        return mended(String.join("", program(what, lines, "export")));
    }

    /**
     * Undoes what libseccomp does wrong only where it writes for the other byte order than the machine's: a return that
     * it puts between far jumps has its answer swapped twice. On a machine of that byte order nothing is swapped at all.
     */
    private static String mended(String filter) {
        StringBuilder text = new StringBuilder(filter.length());
        for (int at = 0; at < filter.length(); at += RETURN_SWAPPED_TWICE.length()) {
            String instruction = filter.substring(at, at + RETURN_SWAPPED_TWICE.length());
            text.append(instruction.equals(RETURN_SWAPPED_TWICE) ? RETURN_ALLOW : instruction);
        }
        return text.toString();
    }

    private static String line(JsonNode entry, String name) {
        if (!entry.path("action").asText().equals("SCMP_ACT_ALLOW")) {
            return "errno " + entry.path("errnoRet").asInt() + " " + name;
        }
        StringBuilder line = new StringBuilder("allow ").append(name);
        for (JsonNode arg : entry.path("args")) {
            line.append(' ').append(arg.path("index").asInt());
            line.append(' ').append(arg.path("op").asText().substring("SCMP_CMP_".length()));
            line.append(' ').append(arg.path("value").bigIntegerValue());
            line.append(' ').append(arg.path("valueTwo").bigIntegerValue());
        }
        return line.toString();
    }

    private static List<String> program(String what, Collection<String> input, String... words) {
        if (!Files.exists(HEADER)) {
            Needs.missing(what, "needs `libseccomp-dev`: run .ci/setup-truth");
        }
        List<String> command = new ArrayList<>();
        command.add(NativeProgram.compiled(what, "libseccomp", "-lseccomp").toString());
        command.addAll(List.of(words));
        Answer answer = Command.run(NativeProgram.FOLDER, command, String.join("\n", input) + "\n");
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("libseccomp: " + answer.errors());
        }
        return answer.lines();
    }
}
