package dev.entitlements.truth.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cli.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the command {@code record} answers to a log, on the shipped rulebook. */
record Recorder(JsonNode answer) {
    /** Asks about a log; more options may follow. */
    static Recorder of(Path log, String... options) {
        List<String> words = new ArrayList<>(List.of("record", log.toString(), "-o", "json"));
        words.addAll(Arrays.asList(options));
        Session session = Session.plain(words.toArray(String[]::new));
        if (session.code() != 0) {
            throw new IllegalStateException("record ended with " + session);
        }
        try {
            return new Recorder(Json.MAPPER.readTree(session.out()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + session.out(), e);
        }
    }

    /** The names, as an annotation has them. */
    String names() {
        return texts("/entitlements").stream().collect(Collectors.joining(", "));
    }

    /** The texts of an array of the answer. */
    List<String> texts(String pointer) {
        return StreamSupport.stream(answer.at(pointer).spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** One field of each entry of an array of the answer. */
    List<String> each(String pointer, String field) {
        return StreamSupport.stream(answer.at(pointer).spliterator(), false)
                .map(entry -> entry.path(field).textValue())
                .toList();
    }
}
