/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * The latest of what happened, in memory: bounded by number, in all and of one account, so that one that goes on and on does
 * not push out all others, and by {@link #KEPT}. Whoever adds waits for nobody who reads. Who keeps it elsewhere too hears of
 * each change and can load what was kept.
 *
 * @param <E> what it is
 */
public final class Journal<E extends Entry<E>> {
    /** How long an entry is kept at most. */
    public static final Duration KEPT = Duration.ofDays(31);

    // so many entries of one millisecond are in the order in which they came
    private static final int PER_MILLISECOND = 10;

    private final int most;
    private final int mostOfOne;
    private final Listener listener;
    /** By number, which grows with time, across restarts too. Changed by one thread at a time, which holds the lock. */
    private final NavigableMap<Long, E> entries = new ConcurrentSkipListMap<>();

    private final Object lock = new Object();
    // the rest is guarded by the lock
    private final Map<Sender, NavigableSet<Long>> byAccount = new HashMap<>();
    private int size;
    private long latest = Long.MIN_VALUE;

    /** Hears which entry came, changed or went, once that can be read. The journal is locked meanwhile: wait for nothing. */
    @FunctionalInterface
    public interface Listener {
        void changed(long number);
    }

    /**
     * An empty one.
     *
     * @param most how many entries are kept
     * @param mostOfOne how many of them are of one account at most
     */
    public Journal(int most, int mostOfOne, Listener listener) {
        checkArgument(mostOfOne >= 1 && mostOfOne <= most, "%s of one account, of %s", mostOfOne, most);
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.listener = listener;
    }

    /** Remembers {@code entry}, at the cost of the oldest if there are too many. */
    public void add(E entry) {
        synchronized (lock) {
            latest = Math.max(latest + 1, entry.at().toEpochMilli() << PER_MILLISECOND);
            put(latest, entry);
            listener.changed(latest);
            forgetOlderThan(entry.at().minus(KEPT));
        }
    }

    /** Takes in an entry that was kept, unless one of its number is known or it is too old by {@code now}. */
    public void load(long number, E entry, Instant now) {
        synchronized (lock) {
            latest = Math.max(latest, number);
            if (!entry.at().isAfter(now.minus(KEPT))) {
                listener.changed(number);
            } else if (!entries.containsKey(number)) {
                put(number, entry);
            }
        }
    }

    private void put(long number, E entry) {
        entries.put(number, entry);
        size++;
        entry.account().ifPresent(account -> {
            NavigableSet<Long> own = byAccount.computeIfAbsent(account, none -> new TreeSet<>());
            own.add(number);
            if (own.size() > mostOfOne) {
                remove(own.first());
            }
        });
        if (size > most) {
            remove(entries.firstKey());
        }
    }

    private void remove(long number) {
        E gone = entries.remove(number);
        size--;
        gone.account()
                .ifPresent(account -> byAccount.computeIfPresent(account, (same, own) -> {
                    own.remove(number);
                    return own.isEmpty() ? null : own;
                }));
        listener.changed(number);
    }

    /** Forgets what is not after {@code oldest}. */
    private void forgetOlderThan(Instant oldest) {
        while (!entries.isEmpty() && !entries.firstEntry().getValue().at().isAfter(oldest)) {
            remove(entries.firstKey());
        }
    }

    /**
     * The entries of interest after {@code since}, newest first.
     *
     * @param most how many at most
     * @param now when it is asked
     */
    public ImmutableList<E> latest(Predicate<E> interesting, Instant since, int most, Instant now) {
        Instant oldest = now.minus(KEPT);
        synchronized (lock) {
            forgetOlderThan(oldest);
        }
        return entries.descendingMap().values().stream()
                .filter(entry -> entry.at().isAfter(since) && entry.at().isAfter(oldest))
                .filter(interesting)
                .limit(most)
                .collect(ImmutableList.toImmutableList());
    }

    /** Forgets all of {@code account}. */
    public void forget(Sender account) {
        synchronized (lock) {
            numbersOf(account).forEach(this::remove);
        }
    }

    /** Makes what is of {@code from} what is of {@code to}. */
    public void rename(Sender from, Sender to) {
        synchronized (lock) {
            for (long number : numbersOf(from)) {
                E entry = entries.get(number);
                remove(number);
                put(number, entry.of(to));
                listener.changed(number);
            }
        }
    }

    private ImmutableSet<Long> numbersOf(Sender account) {
        return ImmutableSet.copyOf(byAccount.getOrDefault(account, new TreeSet<>()));
    }

    /** The entry of this number; empty if there is none. */
    public Optional<E> find(long number) {
        return Optional.ofNullable(entries.get(number));
    }

    /** The number of each entry. */
    public ImmutableSet<Long> numbers() {
        return ImmutableSet.copyOf(entries.keySet());
    }
}
