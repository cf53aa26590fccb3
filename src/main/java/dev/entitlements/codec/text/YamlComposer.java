package dev.entitlements.codec.text;

import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode.Field;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Sequence;
import dev.entitlements.codec.text.YamlNode.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Puts the events of one text together to nodes, without recursion, within the limits.
 *
 * <p>Used by one thread for one text, then thrown away.
 */
final class YamlComposer {
    private final SourceText source;
    private final YamlLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private @Nullable YamlNode document;
    private int nodes;
    private boolean stopped;

    /** A list or mapping whose end has not come yet. */
    private static final class Open {
        final CollectionStartEvent start;
        final Place place;
        final List<YamlNode> items = new ArrayList<>();
        final List<Field> entries = new ArrayList<>();
        final Map<String, Place> keys = new HashMap<>();

        @Nullable
        YamlNode key;

        Open(CollectionStartEvent start, Place place) {
            this.start = start;
            this.place = place;
        }
    }

    YamlComposer(SourceText source, YamlLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    boolean isStopped() {
        return stopped;
    }

    /** The document that ended last, where nobody has taken it. */
    Optional<YamlNode> takeDocument() {
        Optional<YamlNode> taken = Optional.ofNullable(document);
        document = null;
        return taken;
    }

    List<Issue> issues() {
        return issues;
    }

    void fail(Issue issue) {
        issues.add(issue);
        stopped = true;
    }

    void accept(Event event) {
        Place place = event.getStartMark().map(source::place).orElseGet(() -> source.place(1, 1));
        switch (event.getEventId()) {
            case DocumentStart -> anchors.clear();
            case MappingStart, SequenceStart -> begin((CollectionStartEvent) event, place);
            case MappingEnd, SequenceEnd -> end();
            case Scalar -> scalar((ScalarEvent) event, place);
            case Alias -> alias((AliasEvent) event, place);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void begin(CollectionStartEvent start, Place place) {
        if (open.size() >= limits.depth()) {
            fail(Issue.error(place, "nested more than " + limits.depth() + " deep", ""));
            return;
        }
        String tag = start.getTag().orElse("");
        if (!tag.isEmpty() && !tag.equals("tag:yaml.org,2002:map") && !tag.equals("tag:yaml.org,2002:seq")) {
            unknownTag(place, tag);
        }
        count(1, place);
        refuseAnchor(start, place);
        open.push(new Open(start, place));
    }

    private void end() {
        Open done = open.pop();
        YamlNode node = done.start instanceof MappingStartEvent
                ? new Mapping(done.place, done.entries)
                : new Sequence(done.place, done.items);
        remember(done.start.getAnchor(), node);
        add(node);
    }

    private void scalar(ScalarEvent event, Place place) {
        count(1, place);
        refuseAnchor(event, place);
        Style style = event.isPlain() ? Style.PLAIN : Style.QUOTED;
        String tag = event.getTag().orElse("");
        if (!tag.isEmpty() && (limits.aliases() == YamlLimits.Aliases.REFUSED || !ManifestScalars.knowsTag(tag))) {
            unknownTag(place, tag);
        }
        YamlNode node = new Scalar(place, event.getValue(), style, tag);
        remember(event.getAnchor(), node);
        add(node);
    }

    private void alias(AliasEvent event, Place place) {
        String name = event.getAlias().getValue();
        YamlNode target = anchors.get(name);
        if (limits.aliases() == YamlLimits.Aliases.REFUSED) {
            issues.add(Issue.error(place, "aliases are not read here", "write the value out"));
            add(new Scalar(place, "", Style.PLAIN, ""));
        } else if (target == null) {
            fail(Issue.error(
                    place, "the alias `" + Issue.brief(name) + "` has no anchor before it, or stands inside it", ""));
        } else {
            // INVARIANT (bounded aliases): what an alias stands for was counted once already, so walking it is bounded
            count(size(target), place);
            if (open.size() + height(target) > limits.depth()) {
                fail(Issue.error(place, "nested more than " + limits.depth() + " deep", ""));
            }
            add(target);
        }
    }

    private void add(YamlNode node) {
        Open parent = open.peek();
        if (parent == null) {
            document = node;
        } else if (!(parent.start instanceof MappingStartEvent)) {
            parent.items.add(node);
        } else if (parent.key == null) {
            parent.key = node;
        } else {
            addEntry(parent, parent.key, node);
            parent.key = null;
        }
    }

    private void addEntry(Open parent, YamlNode key, YamlNode value) {
        if (!(key instanceof Scalar name)) {
            issues.add(Issue.error(
                    key.place(), "a key must be a string, not " + key.shape().phrase(), ""));
            return;
        }
        Place first = parent.keys.putIfAbsent(name.text(), name.place());
        if (first != null) {
            issues.add(duplicate(name.place(), name.text(), first));
        } else {
            parent.entries.add(new Field(name, value));
        }
    }

    static Issue duplicate(Place place, String key, Place first) {
        return Issue.error(
                place,
                "the key `" + Issue.brief(key) + "` stands here a second time; the first is in line " + first.line(),
                "keep one of the two");
    }

    private void remember(Optional<Anchor> anchor, YamlNode node) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), node));
    }

    private void refuseAnchor(NodeEvent event, Place place) {
        // an anchor that is set anew stops speaking for the old value at once, also inside the new one
        event.getAnchor().ifPresent(name -> anchors.remove(name.getValue()));
        if (event.getAnchor().isPresent() && limits.aliases() == YamlLimits.Aliases.REFUSED) {
            issues.add(Issue.error(place, "anchors are not read here", "write the value out where it is needed"));
        }
    }

    private void unknownTag(Place place, String tag) {
        issues.add(Issue.error(
                place,
                "the tag `" + Issue.brief(tag.replace("tag:yaml.org,2002:", "!!")) + "` is not read here",
                "leave it out"));
    }

    private void count(long more, Place place) {
        long counted = nodes + more;
        nodes = (int) Math.min(counted, Integer.MAX_VALUE);
        if (counted > limits.nodes() && !stopped) {
            fail(Issue.error(place, "the text has more than " + limits.nodes() + " values", "split it into several"));
        }
    }

    private static long size(YamlNode node) {
        if (node instanceof Sequence list) {
            return 1 + list.items().stream().mapToLong(YamlComposer::size).sum();
        }
        return node instanceof Mapping mapping
                ? 1
                        + mapping.entries().stream()
                                .mapToLong(entry -> 1 + size(entry.value()))
                                .sum()
                : 1;
    }

    private static int height(YamlNode node) {
        if (node instanceof Sequence list) {
            return 1
                    + list.items().stream().mapToInt(YamlComposer::height).max().orElse(0);
        }
        return node instanceof Mapping mapping
                ? 1
                        + mapping.entries().stream()
                                .mapToInt(entry -> height(entry.value()))
                                .max()
                                .orElse(0)
                : 0;
    }
}
