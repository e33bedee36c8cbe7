/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.mesura.policy.Cap;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableSet;

/**
 * The accounts as this server saw them last, those that were asked for of late. What Redis has lost is still here, and goes
 * back with the next write.
 *
 * <p>A plain map that is tidied now and then, and no cache that bounds itself: of all that a review takes, keeping the order
 * of what was used last took some 7 %.
 */
final class Copies {
    /** An eighth of the heap. */
    private static final long MOST_OCTETS = Runtime.getRuntime().maxMemory() / 8;
    /** What a copy takes besides its parts, and how many times these are longer in the heap, roughly. */
    private static final int COPY = 600;

    private static final int LONGER = 4;
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    private final Exchange exchange;
    private final CapCopies caps;
    private final LongSupplier nanos;
    private final long most;
    private final Hearsay hearsay;
    private final ConcurrentHashMap<Sender, Copy> copies = new ConcurrentHashMap<>();
    private final Set<Sender> refreshing = ConcurrentHashMap.newKeySet();
    private volatile String epoch = "";

    Copies(Exchange exchange, CapCopies caps, LongSupplier nanos) {
        this(exchange, caps, nanos, MOST_OCTETS);
    }

    /** @param most how many octets it may have, roughly, when it was tidied */
    Copies(Exchange exchange, CapCopies caps, LongSupplier nanos, long most) {
        this.exchange = exchange;
        this.caps = caps;
        this.nanos = nanos;
        this.most = most;
        this.hearsay = new Hearsay(exchange.server());
        exchange.hear(hearsay::hear);
    }

    Optional<Copy> seen(Sender sender) {
        return Optional.ofNullable(copies.get(sender));
    }

    /** As it was seen last, or told of since; one of which nothing was is taken for new. */
    Copy of(Sender sender) {
        Optional<Copy> seen = seen(sender);
        Copy copy = seen.orElseGet(() -> Copy.none(epoch, nanos.getAsLong()));
        Optional<Copy> told = hearsay.after(sender, copy, nanos.getAsLong());
        told.ifPresent(newer -> replace(sender, seen, newer));
        return told.orElse(copy);
    }

    ImmutableSet<Sender> senders() {
        return ImmutableSet.copyOf(copies.keySet());
    }

    /** Asks whether it is as it was seen, and takes in what is not. */
    void refresh(Sender sender, Instant now) throws StoreUnavailable {
        Copy copy = of(sender);
        take(sender, copy, copy.seenAt(nanos.getAsLong()), List.of(), exchange.ask(sender, copy, List.of()), now);
    }

    /** As it is in Redis now, whatever was seen. */
    Copy current(Sender sender, Instant now) throws StoreUnavailable {
        // of no life of Redis that there could be: whatever is there is answered
        Copy unseen = Copy.none("", nanos.getAsLong());
        return read(exchange.ask(sender, unseen, List.of())).restoring(of(sender), now);
    }

    /**
     * Takes in a reply.
     *
     * @param copy by what was asked
     * @param done what is seen if it was done
     * @return whether it was done
     */
    boolean take(Sender sender, Copy copy, Copy done, List<CapUse> uses, Reply reply, Instant now)
            throws StoreUnavailable {
        epoch = reply.epoch();
        caps.take(uses, reply);
        if (reply.done()) {
            copies.put(sender, done);
        } else if (reply.account().isPresent()) {
            copies.put(sender, read(reply).restoring(copy, now));
        } else if (reply.caps().stream().allMatch(cap -> cap.fields().isEmpty())) {
            // nothing is new: another server has claimed the next write
            LockSupport.parkNanos(PAUSE);
        }
        return reply.done();
    }

    /** Asks for the account and {@code of}, without waiting, for whoever looks next. */
    void beginToRefresh(Sender sender, List<Cap> of, Instant now) {
        if (!refreshing.add(sender)) {
            return;
        }
        Optional<Copy> known = seen(sender);
        Copy copy = known.orElseGet(() -> of(sender));
        List<CapUse> uses = caps.asked(of, now);
        exchange.beginToAsk(sender, copy, uses)
                .whenComplete((reply, fault) -> refreshing.remove(sender))
                .thenAccept(reply -> {
                    try {
                        caps.take(uses, reply);
                        Copy next = reply.account().isPresent()
                                ? read(reply).restoring(copy, now)
                                : copy.seenAt(nanos.getAsLong());
                        replace(sender, known, next);
                    } catch (StoreUnavailable unreadable) {
                        // the next review says so
                    }
                });
    }

    /** A review that was faster knows better. */
    private void replace(Sender sender, Optional<Copy> known, Copy next) {
        if (known.isPresent()) {
            copies.replace(sender, known.get(), next);
            return;
        }
        copies.putIfAbsent(sender, next);
    }

    void put(Sender sender, Copy copy) {
        copies.put(sender, copy);
    }

    void forget(Sender sender) {
        copies.remove(sender);
    }

    /** Lets go of those that were seen longest ago, if all take more of the heap than they may. */
    void tidy() {
        long now = nanos.getAsLong();
        long spare = most - copies.values().stream().mapToLong(Copies::octets).sum();
        if (spare >= 0) {
            return;
        }
        List<Map.Entry<Sender, Copy>> oldestFirst = new ArrayList<>(copies.entrySet());
        oldestFirst.sort(Comparator.comparingLong(entry -> entry.getValue().seen() - now));
        for (Map.Entry<Sender, Copy> oldest : oldestFirst) {
            if (spare >= 0) {
                return;
            }
            spare += copies.remove(oldest.getKey(), oldest.getValue()) ? octets(oldest.getValue()) : 0;
        }
    }

    private static long octets(Copy copy) {
        return COPY + (long) LONGER * copy.stored().octets();
    }

    private Copy read(Reply reply) throws StoreUnavailable {
        return Copy.of(reply.account().orElseThrow(), reply.epoch(), nanos.getAsLong());
    }
}
