package dev.entitlements.truth.vm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the machine said. */
record Said(List<String> lines) {
    Said {
        lines = List.copyOf(lines);
    }

    /** What the probe found below the profile, by the attempt's name. */
    Map<String, Integer> probed(String profile) {
        return rows("probed " + profile + " ");
    }

    /** What an unconfined process found it may do to one below the profile. */
    Map<String, Integer> seen(String profile) {
        return rows("seen " + profile + " ");
    }

    /** What the probe found in the container of this name. */
    Map<String, Integer> ran(String container) {
        return rows("ran " + container + " rows ");
    }

    /** All that this container and the runtime said, and how it ended. */
    List<String> about(String container) {
        return lines.stream()
                .filter(line -> line.startsWith("ran " + container + " ") || line.startsWith("exit " + container + " "))
                .toList();
    }

    /** What went wrong on the way, among it profiles that the kernel did not take. */
    List<String> problems() {
        return lines.stream()
                .filter(line -> line.startsWith("problem ") || (line.startsWith("loaded ") && !line.endsWith(" 0")))
                .toList();
    }

    private Map<String, Integer> rows(String start) {
        Map<String, Integer> rows = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith(start)) {
                for (String row : line.substring(start.length()).strip().split(" ", -1)) {
                    int equals = row.indexOf('=');
                    rows.put(row.substring(0, equals), Integer.parseInt(row.substring(equals + 1)));
                }
            }
        }
        return rows;
    }
}
