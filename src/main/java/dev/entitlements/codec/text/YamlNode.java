package dev.entitlements.codec.text;

import dev.entitlements.codec.text.Issue.Place;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** One value of a YAML text, with its place in it. */
public sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /** What it is, by YAML 1.2's core schema. */
    Shape shape();

    /** The types of YAML 1.2's core schema. */
    enum Shape {
        NULL("nothing"),
        BOOLEAN("a boolean"),
        INTEGER("an integer"),
        FLOAT("a number"),
        STRING("a string"),
        LIST("a list"),
        MAPPING("a mapping");

        private final String phrase;

        Shape(String phrase) {
            this.phrase = phrase;
        }

        /** With its article, as messages say it. */
        public String phrase() {
            return phrase;
        }
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        QUOTED
    }

    /**
     * A single value.
     *
     * @param place where it begins
     * @param text its text, unquoted and unescaped
     * @param style whether it was quoted; a block scalar counts as quoted
     * @param tag the explicit tag, or the empty string
     */
    record Scalar(Place place, String text, Style style, String tag) implements YamlNode {
        @Override
        public Shape shape() {
            return CoreSchema.shapeOf(this);
        }

        /** The value of an {@link Shape#INTEGER}. */
        public BigInteger integer() {
            return CoreSchema.integer(text);
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Shape shape() {
            return Shape.LIST;
        }
    }

    /** A key with its value. */
    record Field(Scalar key, YamlNode value) {}

    /** A mapping; its keys are distinct. What is absent, or of another type than asked for, reads as empty. */
    record Mapping(Place place, List<Field> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public Shape shape() {
            return Shape.MAPPING;
        }

        /** The value of a key. */
        public Optional<YamlNode> at(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Field::value)
                    .findFirst();
        }

        /** The place of a key, or of the mapping where it is absent. */
        public Place placeOf(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(entry -> entry.key().place())
                    .findFirst()
                    .orElse(place);
        }

        /** The mapping below a key. */
        public Mapping mapping(String key) {
            return at(key).filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .orElseGet(() -> new Mapping(placeOf(key), List.of()));
        }

        /** The items of the list below a key. */
        public List<YamlNode> items(String key) {
            return at(key).filter(Sequence.class::isInstance)
                    .map(list -> ((Sequence) list).items())
                    .orElse(List.of());
        }

        /** The mappings in the list below a key. */
        public List<Mapping> mappings(String key) {
            return items(key).stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .toList();
        }

        /** The strings in the list below a key. */
        public List<Scalar> texts(String key) {
            return items(key).stream()
                    .filter(item -> item.shape() == Shape.STRING)
                    .map(Scalar.class::cast)
                    .toList();
        }

        /** The string below a key. */
        public Optional<Scalar> text(String key) {
            return scalar(key, Shape.STRING);
        }

        /** The integer below a key. */
        public Optional<BigInteger> integer(String key) {
            return scalar(key, Shape.INTEGER).map(Scalar::integer);
        }

        /** Whether {@code true} is below a key. */
        public boolean says(String key) {
            return scalar(key, Shape.BOOLEAN)
                    .filter(value -> value.text().equalsIgnoreCase("true"))
                    .isPresent();
        }

        private Optional<Scalar> scalar(String key, Shape shape) {
            return at(key).filter(value -> value.shape() == shape).map(Scalar.class::cast);
        }
    }
}
