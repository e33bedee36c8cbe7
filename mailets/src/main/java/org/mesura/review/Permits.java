/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.Permit;

import com.google.common.collect.ImmutableMap;

/**
 * The permits of one account: those an administrator granted while the server ran, and what was used of each, of those
 * that the file grants too.
 *
 * @param granted by id
 * @param used external recipients used, by the permit's id
 */
public record Permits(ImmutableMap<String, Permit> granted, ImmutableMap<String, Long> used) {
    /** None, and nothing used. */
    public static final Permits NONE = new Permits(ImmutableMap.of(), ImmutableMap.of());

    /** A permit, and what was used of it. */
    public record Use(Permit permit, long used) {
        /** What is left of it. */
        public long remaining() {
            return Math.max(0, permit.externalRecipients() - used);
        }

        /** That a submission to so many outsiders goes on it. */
        PermitUse with(long outside) {
            return new PermitUse(permit.id(), outside, used + outside, permit.externalRecipients());
        }
    }

    /**
     * All permits, whether they hold or not, the one that ends first first.
     *
     * @param fromFile those that the file grants; one that was granted under the same id goes before
     */
    public Stream<Use> all(List<Permit> fromFile) {
        return Stream.concat(
                        granted.values().stream(),
                        fromFile.stream().filter(permit -> !granted.containsKey(permit.id())))
                .sorted(Comparator.comparing(Permit::until).thenComparing(Permit::id))
                .map(permit -> new Use(permit, usedOf(permit.id())));
    }

    /** Those of {@link #all} that hold at {@code now}. */
    public List<Use> holdingAt(Instant now, List<Permit> fromFile) {
        if (fromFile.isEmpty() && granted.isEmpty()) {
            return List.of();
        }
        return all(fromFile).filter(use -> use.permit().holdsAt(now)).toList();
    }

    /** What was used of the permit {@code id}. */
    public long usedOf(String id) {
        return Optional.ofNullable(used.get(id)).orElse(0L);
    }

    Permits with(Permit permit) {
        return new Permits(put(granted, permit.id(), permit), used);
    }

    /** Without the permit {@code id}; what was used of it stays known, so that granting it again gives no more. */
    Permits without(String id) {
        Map<String, Permit> left = new LinkedHashMap<>(granted);
        left.remove(id);
        return new Permits(ImmutableMap.copyOf(left), used);
    }

    /** With so many external recipients more used of the permit {@code id}; fewer if negative. */
    Permits using(String id, long externalRecipients) {
        return new Permits(granted, put(used, id, Math.max(0, Math.addExact(usedOf(id), externalRecipients))));
    }

    Permits joinedTo(Permits other) {
        Map<String, Permit> permits = new LinkedHashMap<>(other.granted);
        permits.putAll(granted);
        Map<String, Long> uses = new LinkedHashMap<>(other.used);
        used.forEach((id, more) -> uses.merge(id, more, Math::addExact));
        return new Permits(ImmutableMap.copyOf(permits), ImmutableMap.copyOf(uses));
    }

    /** These after what was granted, taken back and used between {@code before} and {@code after} elsewhere. */
    Permits withChange(Permits before, Permits after) {
        Map<String, Permit> permits = new LinkedHashMap<>(granted);
        permits.keySet().removeIf(id -> before.granted.containsKey(id) && !after.granted.containsKey(id));
        after.granted.forEach((id, permit) -> {
            if (!permit.equals(before.granted.get(id))) {
                permits.put(id, permit);
            }
        });
        Permits next = new Permits(ImmutableMap.copyOf(permits), used);
        for (String id : after.used.keySet()) {
            long more = after.usedOf(id) - before.usedOf(id);
            next = more == 0 ? next : next.using(id, more);
        }
        return next;
    }

    /** These and an older copy of them: of each what more was used by. */
    Permits restoredBy(Permits older) {
        Map<String, Long> uses = new LinkedHashMap<>(older.used);
        used.forEach((id, more) -> uses.merge(id, more, Math::max));
        return new Permits(joinedTo(older).granted, ImmutableMap.copyOf(uses));
    }

    /** Whether nothing of it is worth keeping: the file's permits are found again, what was used of them is not. */
    boolean areOver(Instant now) {
        return used.isEmpty() && granted.values().stream().noneMatch(permit -> now.isBefore(permit.until()));
    }

    private static <T> ImmutableMap<String, T> put(ImmutableMap<String, T> map, String id, T value) {
        Map<String, T> next = new LinkedHashMap<>(map);
        next.put(id, value);
        return ImmutableMap.copyOf(next);
    }
}
