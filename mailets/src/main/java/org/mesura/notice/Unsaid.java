/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * Gathers what was not written because the hour was full, for one digest an hour to the administrator (guarantee 9). The
 * first is due {@link #GATHERING} after the first notice was held back, so that a storm is known while it blows; what comes
 * later is in the next, an hour after the last was told.
 *
 * <p>The same notice to the same account counts once, whatever instants its topic holds beside its subject. It is in memory
 * only: a restart loses the digest, and no more.
 */
public final class Unsaid {
    /** How long the first digest waits for more. */
    public static final Duration GATHERING = Duration.ofSeconds(30);

    /** After how long a digest is given again that was not told. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int MOST_ACCOUNTS = 10_000;
    private static final int MOST_OF_AN_ACCOUNT = 100;
    private static final int NAMED = 20;

    // all guarded by this
    private final Map<Sender, Map<String, Kind>> missed = new HashMap<>();
    private Instant begun = Instant.MAX;
    private Optional<Digest> pending = Optional.empty();
    private Instant lastGiven = Instant.EPOCH;
    private Instant lastTold = Instant.EPOCH;

    /**
     * Notes that {@code sender} was not written of {@code topic}; beyond ten thousand accounts, and a hundred notices of one,
     * none is added.
     */
    synchronized void note(Sender sender, String topic, Kind kind, Instant now) {
        if (missed.isEmpty()) {
            begun = now;
        }
        if (missed.size() < MOST_ACCOUNTS || missed.containsKey(sender)) {
            Map<String, Kind> topics = missed.computeIfAbsent(sender, first -> new HashMap<>());
            if (topics.size() < MOST_OF_AN_ACCOUNT) {
                topics.put(Topic.all(topic).get(0).subject(), kind);
            }
        }
    }

    /** The digest that is due at {@code now}, if one is; it is given once a minute until it was {@link #told}. */
    public synchronized Optional<Digest> take(Instant now) {
        if (pending.isEmpty() && isDue(now)) {
            pending = Optional.of(new Digest(begun, kinds(), missed.size(), most()));
            missed.clear();
            lastGiven = Instant.EPOCH;
        }
        if (pending.isEmpty() || !isPast(lastGiven, AGAIN, now)) {
            return Optional.empty();
        }
        lastGiven = now;
        return pending;
    }

    /** Notes that the administrator was told, at {@code now}, of the digest that was given last. */
    public synchronized void told(Instant now) {
        pending = Optional.empty();
        lastTold = now;
    }

    private boolean isDue(Instant now) {
        return !missed.isEmpty() && !now.isBefore(begun.plus(GATHERING)) && isPast(lastTold, BETWEEN, now);
    }

    /** A clock that went back must not silence it. */
    private static boolean isPast(Instant last, Duration pause, Instant now) {
        return !now.isBefore(last.plus(pause)) || now.isBefore(last);
    }

    private ImmutableMap<Kind, Long> kinds() {
        Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        missed.values().forEach(topics -> topics.values().forEach(kind -> kinds.merge(kind, 1L, Long::sum)));
        return Maps.immutableEnumMap(kinds);
    }

    private ImmutableMap<Sender, Long> most() {
        return missed.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Sender, Map<String, Kind>> account) ->
                                -account.getValue().size())
                        .thenComparing(account -> account.getKey().account()))
                .limit(NAMED)
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey, account -> (long) account.getValue().size()));
    }
}
