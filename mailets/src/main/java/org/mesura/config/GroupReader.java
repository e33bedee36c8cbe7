/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mesura.policy.Group;
import org.mesura.policy.Policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** Reads the groups in {@code <assignments>}: members that stand there, and those of a file of members. */
final class GroupReader {
    /** In all groups of a file together. */
    static final int MOST_MEMBERS = 100_000;

    private final KnownPolicies policies;
    private final MemberFiles files;
    private final Mistakes mistakes;
    private int members;

    /** Reads with {@code mistakes} labelled for the assignments. */
    GroupReader(KnownPolicies policies, MemberFiles files, Mistakes mistakes) {
        this.policies = policies;
        this.files = files;
        this.mistakes = mistakes;
    }

    ImmutableList<Group> read(Item assignments) {
        Map<String, Optional<Group>> groups = new LinkedHashMap<>();
        assignments.all("group").forEach(item -> {
            Optional<String> name = mistakes.read("group 'name'", item.attribute("name"), Names::name);
            Optional<Group> group = group(name, item);
            name.filter(known -> groups.putIfAbsent(known, group) != null)
                    .ifPresent(known -> mistakes.add("group " + quote(known) + " stands twice"));
        });
        if (members > MOST_MEMBERS) {
            mistakes.add("groups must have at most " + MOST_MEMBERS + " members in all");
        }
        return groups.values().stream().flatMap(Optional::stream).collect(ImmutableList.toImmutableList());
    }

    private Optional<Group> group(Optional<String> name, Item item) {
        String setting =
                " of group " + quote(name.or(() -> item.attribute("name")).orElse(""));
        Optional<Policy> policy = mistakes.read("policy" + setting, item.attribute("policy"), policies::named);
        Set<String> found = new LinkedHashSet<>(Listing.texts(item, "member", Names::account, mistakes));
        mistakes.read("members" + setting, item.attribute("members"), file -> files.read(Names.fileBelow(file)))
                .ifPresent(text -> new MemberList(item.attribute("members").orElseThrow(), mistakes)
                        .addTo(found, text, MOST_MEMBERS - members));
        members += found.size();
        return name.flatMap(known -> policy.map(own -> new Group(known, own, ImmutableSet.copyOf(found))));
    }
}
