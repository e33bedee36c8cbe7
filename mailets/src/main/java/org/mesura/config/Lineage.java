/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.mesura.policy.Policy;
import org.mesura.policy.Presets;

import com.google.common.collect.Sets;
import com.google.common.collect.Streams;

/**
 * Which policy of a file extends which.
 *
 * <p>A preset's name means the preset until the file has a policy of that name, and such a policy must extend the
 * preset by this very name: so a preset changes only where somebody wrote that it does. From then on the name means the
 * changed one everywhere in the file. With {@code <policy name="staff" extends="staff">} and {@code <policy name="small"
 * extends="staff">}, small is laid over the changed staff, and that one over the preset.
 */
final class Lineage {
    // deeper than anybody can follow by eye, and a bound for a file that was made by a program
    private static final int DEEPEST = 20;

    private final Map<String, PolicyElement> written;
    private final Set<String> names;

    /** The policies of a file by name. */
    Lineage(Map<String, PolicyElement> written) {
        this.written = written;
        this.names = Sets.union(Presets.byName().keySet(), written.keySet());
    }

    /** {@code policy} laid over its ancestors; over nothing where they are a mistake. */
    Policy resolve(PolicyElement policy) {
        Deque<PolicyElement> ancestry = ancestry(policy);
        Policy resolved = ancestry.element().parent().map(Presets.byName()::get).orElse(PolicyElement.NOTHING);
        for (PolicyElement next : ancestry) {
            resolved = next.over(resolved);
        }
        return resolved;
    }

    /** Adds everything that is wrong with names and with what extends what. */
    void check(Mistakes mistakes) {
        Set<PolicyElement> told = new HashSet<>();
        for (PolicyElement policy : written.values()) {
            Mistakes inside = mistakes.in("policy " + quote(policy.name()));
            checkName(policy, inside);
            checkOrders(policy, inside);
            Deque<PolicyElement> ancestry = ancestry(policy);
            if (ancestry.size() > DEEPEST) {
                inside.add("policy 'extends' must not be more than " + DEEPEST + " deep");
            } else if (parent(ancestry.element()).filter(policy::equals).isPresent() && told.add(policy)) {
                told.addAll(ancestry);
                mistakes.add("policies extend each other in a circle: " + circle(ancestry));
            }
        }
    }

    private void checkName(PolicyElement policy, Mistakes mistakes) {
        String name = policy.name();
        if (Presets.byName().containsKey(name) && !policy.parent().equals(Optional.of(name))) {
            mistakes.add("a policy with the name of a preset must extend it: write extends=" + quote(name)
                    + " or choose another name");
        }
        mistakes.read("policy 'extends'", policy.parent(), parent -> {
            if (!mayExtend(policy, parent)) {
                List<String> others = names.stream()
                        .filter(other -> mayExtend(policy, other))
                        .limit(Nearest.MOST_WORDS)
                        .toList();
                throw new BrokenRule("must be a preset or another policy of this file", Nearest.hint(parent, others));
            }
            return parent;
        });
    }

    private boolean mayExtend(PolicyElement policy, String parent) {
        boolean another = !parent.equals(policy.name());
        return Presets.byName().containsKey(parent) || (another && names.contains(parent));
    }

    /** Thresholds that are out of order once the extended policy gives those that are not written. */
    private void checkOrders(PolicyElement policy, Mistakes mistakes) {
        Policy extended = parent(policy)
                .map(this::resolve)
                .orElseGet(() -> policy.parent().map(Presets.byName()::get).orElse(PolicyElement.NOTHING));
        policy.bulk().filter(BulkElement::enabled).ifPresent(bulk -> bulk.mistakesOver(
                        BulkElement.base(extended.bulk()))
                .forEach(mistakes::add));
        policy.escalation()
                .flatMap(escalation -> escalation.mistakeOver(extended.escalation()))
                .ifPresent(mistakes::add);
    }

    /** The policies of the file from the eldest ancestor down to {@code policy}; a circle is cut where it closes. */
    private Deque<PolicyElement> ancestry(PolicyElement policy) {
        Deque<PolicyElement> ancestry = new ArrayDeque<>();
        Optional<PolicyElement> next = Optional.of(policy);
        while (next.isPresent() && ancestry.size() <= DEEPEST && !ancestry.contains(next.get())) {
            ancestry.push(next.get());
            next = parent(next.get());
        }
        return ancestry;
    }

    private Optional<PolicyElement> parent(PolicyElement policy) {
        return policy.parent().filter(name -> !name.equals(policy.name())).map(written::get);
    }

    private static String circle(Deque<PolicyElement> ancestry) {
        return Streams.stream(ancestry.descendingIterator())
                .map(policy -> quote(policy.name()))
                .collect(Collectors.joining(", "));
    }
}
