package dev.entitlements.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import dev.entitlements.shipped.RuntimeDefaultFacts;
import dev.entitlements.shipped.ShippedCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of libentitlement's default entitlements, as a profile.
 *
 * @param name its name, which one of ours has too
 * @param beside what of ours stands beside ours
 * @param blocks the calls it blocks
 * @param narrows the conditions on which it lets calls through
 * @param allows the calls it allows
 */
record Libentitlement(
        String name,
        List<EntitlementId> beside,
        Set<String> blocks,
        List<SyscallRule> narrows,
        List<SyscallRule> allows) {
    private static final Path FILE = Path.of("src", "test", "resources", "libentitlement", "defaults.tsv");
    private static final Pattern CONDITIONAL = Pattern.compile("(\\w+)@(\\d)([=!])(\\d+)");
    private static final Set<Capability> DOCKERS = Set.of(
            Capability.AUDIT_WRITE,
            Capability.CHOWN,
            Capability.DAC_OVERRIDE,
            Capability.FOWNER,
            Capability.FSETID,
            Capability.KILL,
            Capability.MKNOD,
            Capability.NET_BIND_SERVICE,
            Capability.NET_RAW,
            Capability.SETFCAP,
            Capability.SETGID,
            Capability.SETPCAP,
            Capability.SETUID,
            Capability.SYS_CHROOT);

    /** How its words are taken. */
    enum Reading {
        /** As its documentation means them. */
        MEANT,
        /** As its code carries them out: to block takes away only rules of exactly the same arguments. */
        DONE
    }

    /** All of them that speak of system calls. */
    static List<Libentitlement> all() {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .map(fields -> new Libentitlement(
                            fields.get(0),
                            ShippedCatalogue.ids(fields.get(1).split(" ", -1)),
                            Set.copyOf(words(fields.get(2))),
                            words(fields.get(3)).stream()
                                    .map(Libentitlement::rule)
                                    .toList(),
                            words(fields.get(4)).stream()
                                    .map(Libentitlement::rule)
                                    .toList()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** The names of ours that say the same. */
    List<EntitlementId> ours() {
        List<EntitlementId> names = new ArrayList<>(beside);
        names.addAll(ShippedCatalogue.ids(name));
        return names;
    }

    /** The profile that Docker would hand to the runtime: its default one, changed, for all three modes of amd64. */
    ObjectNode profile(Reading reading) {
        List<SyscallRule> rules =
                new ArrayList<>(RuntimeDefaultFacts.resolved(DOCKERS).rules());
        rules.removeIf(rule -> blocks.contains(rule.syscall())
                && (reading == Reading.MEANT || rule.conditions().isEmpty()));
        if (reading == Reading.MEANT) {
            Set<String> narrowed = SyscallRule.names(narrows);
            rules.removeIf(rule -> narrowed.contains(rule.syscall()));
            rules.addAll(narrows);
        }
        rules.addAll(allows);
        SeccompModel model = new SeccompModel(new SyscallSet(rules), List.of("clone3"));
        ObjectNode profile = SeccompJson.tree(model, Architecture.AMD64);
        ArrayNode modes = profile.putArray("architectures");
        List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32").forEach(modes::add);
        return profile;
    }

    private static List<String> words(String field) {
        return field.equals("-") ? List.of() : List.of(field.split(" ", -1));
    }

    private static SyscallRule rule(String word) {
        Matcher conditional = CONDITIONAL.matcher(word);
        if (!conditional.matches()) {
            return SyscallRule.always(word);
        }
        ArgCondition.Operator operator =
                conditional.group(3).equals("=") ? ArgCondition.Operator.EQ : ArgCondition.Operator.NE;
        int index = Integer.parseInt(conditional.group(2));
        return new SyscallRule(
                conditional.group(1),
                List.of(new ArgCondition(index, operator, Long.parseLong(conditional.group(4)), 0)),
                List.of());
    }
}
