package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value and where it stands.
 *
 * @param value the value
 * @param place the place of its text
 */
record Located<T>(T value, Place place) {
    /** The values of those texts that can be parsed; the schema has said what is wrong with the others. */
    static <T> List<Located<T>> parse(List<Scalar> texts, Function<String, Optional<T>> parser) {
        return texts.stream()
                .flatMap(text -> parser.apply(text.text()).stream().map(value -> new Located<>(value, text.place())))
                .toList();
    }

    /** The bare values. */
    static <T> List<T> values(List<Located<T>> located) {
        return located.stream().map(Located::value).toList();
    }
}
