/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;

/**
 * The refusals for policy that the institution met lately, and whether it is time to tell the administrator: at once where
 * a server names a block list, otherwise from {@link TellingRule#tellAt} in the rolling window on.
 *
 * <p>Nothing is told twice in a window: after a telling, a further one is due only if a server that the administrator has
 * not heard of names a block list, or once the window has passed. With the default rule, one server's refusals at 10:00,
 * 10:01, 10:02, 10:03 and 10:04 are told at 10:04; next at 11:04 at the earliest.
 *
 * <p>Bounded: the last {@value #KEPT} refusals; when one more comes, the oldest of the server that has the most goes, so
 * that none is flushed out by another's flood. Immutable.
 */
public final class PolicyRefusals {
    /** Of an institution that nobody refuses. */
    public static final PolicyRefusals NONE = new PolicyRefusals(ImmutableList.of(), ImmutableMap.of());

    static final int KEPT = 100;

    /** The oldest first. */
    private final ImmutableList<Met> met;
    /** The servers that the administrator was told of, and when. */
    private final ImmutableMap<String, Instant> told;

    private PolicyRefusals(ImmutableList<Met> met, ImmutableMap<String, Instant> told) {
        this.met = met;
        this.told = told;
    }

    /** These and {@code refusals}, of which those of another kind are left out, without what lies outside the window. */
    public PolicyRefusals with(ImmutableList<RemoteRefusal> refusals, TellingRule rule, Instant now) {
        ImmutableList<Met> all = Stream.concat(
                        within(rule.window(), now).stream(),
                        refusals.stream()
                                .filter(refusal -> refusal.kind() == RefusalKind.POLICY)
                                .map(refusal -> new Met(refusal, now)))
                .collect(ImmutableList.toImmutableList());
        while (all.size() > KEPT) {
            all = withoutOldestOfMost(all);
        }
        return new PolicyRefusals(all, toldWithin(rule.window(), now));
    }

    /** Whether the administrator should be told at {@code now}. */
    public boolean isDue(TellingRule rule, Instant now) {
        ImmutableList<Met> lately = within(rule.window(), now);
        ImmutableMap<String, Instant> heard = toldWithin(rule.window(), now);
        return lately.stream()
                        .map(Met::refusal)
                        .anyMatch(refusal -> refusal.namesBlockList() && !heard.containsKey(refusal.server()))
                || heard.isEmpty() && lately.size() >= rule.tellAt();
    }

    /** These after the administrator was told of all of them at {@code now}. */
    public PolicyRefusals toldAt(Instant now) {
        Map<String, Instant> servers = new LinkedHashMap<>(told);
        // taken out first: the latest stand last
        met.forEach(one -> servers.remove(one.refusal().server()));
        met.forEach(one -> servers.put(one.refusal().server(), now));
        servers.keySet()
                .removeAll(ImmutableList.copyOf(servers.keySet()).subList(0, Math.max(0, servers.size() - KEPT)));
        return new PolicyRefusals(met, ImmutableMap.copyOf(servers));
    }

    /** What to tell: for each server {@code server: count, newest words}, the most frequent first. */
    public ImmutableList<String> lines(TellingRule rule, Instant now) {
        return byServer(within(rule.window(), now)).entrySet().stream()
                .sorted(Comparator.comparingInt((Entry<String, List<Met>> server) ->
                                server.getValue().size())
                        .reversed())
                .map(server -> server.getKey() + ": " + server.getValue().size() + ", "
                        + Iterables.getLast(server.getValue()).refusal().words())
                .collect(ImmutableList.toImmutableList());
    }

    /** Nothing happened after {@code now}: a clock that went back must not keep anything longer than the window. */
    private ImmutableList<Met> within(Duration window, Instant now) {
        return met.stream()
                .map(one -> one.at().isAfter(now) ? new Met(one.refusal(), now) : one)
                .filter(one -> one.at().isAfter(now.minus(window)))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableMap<String, Instant> toldWithin(Duration window, Instant now) {
        return told.entrySet().stream()
                .map(server -> server.getValue().isAfter(now) ? Map.entry(server.getKey(), now) : server)
                .filter(server -> server.getValue().isAfter(now.minus(window)))
                .collect(ImmutableMap.toImmutableMap(Entry::getKey, Entry::getValue));
    }

    private static ImmutableList<Met> withoutOldestOfMost(ImmutableList<Met> all) {
        int most = byServer(all).values().stream().mapToInt(List::size).max().orElseThrow();
        Map<String, List<Met>> servers = byServer(all);
        Met oldest = all.stream()
                .filter(one -> servers.get(one.refusal().server()).size() == most)
                .findFirst()
                .orElseThrow();
        return all.stream().filter(one -> one != oldest).collect(ImmutableList.toImmutableList());
    }

    private static Map<String, List<Met>> byServer(ImmutableList<Met> refusals) {
        return refusals.stream().collect(groupingBy(one -> one.refusal().server(), LinkedHashMap::new, toList()));
    }

    private record Met(RemoteRefusal refusal, Instant at) {}
}
