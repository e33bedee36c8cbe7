/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static com.google.common.base.Preconditions.checkState;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.review.AccountState;
import org.mesura.review.Changed;
import org.mesura.submission.Sender;

/**
 * The states of accounts by their names, in {@value #STRIPES} stripes. A change of an account is made under the lock of its
 * stripe; who only reads takes no lock and sees each account as a change left it.
 *
 * <p><b>How.</b> A stripe is an open-addressing table with linear probing, at most two thirds full:
 *
 * <pre>
 *   hashes   0   7f3a91c5        0   7cb6e0d1   …    0 for a free place
 *   known    –   ana@…, state    –   eva@…, state
 * </pre>
 *
 * A name never leaves its place, so that a reader who meets it may go by it: of an account that is forgotten the state is
 * taken away, and the place goes, and the name with it, when the stripe is laid out anew for want of room. A place is written
 * before its hash, a layout before it can be seen.
 *
 * <p><b>Why.</b> Where there are many accounts, a change is mostly waiting for memory, one thing after the other: in a map of
 * the JDK the table, a node, whose lock is in it, the key and the state. Here the hash, the name and the state are fetched at
 * the same time, and the locks are few enough to stay in the cache ({@code docs/adr/0022}).
 */
final class AccountTable {
    static final int STRIPES = 1 << Stripe.BITS;

    private static final VarHandle HASH = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle KNOWN = MethodHandles.arrayElementVarHandle(Object[].class);
    /** Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits of the product depend on all bits of the hash. */
    private static final int SPREAD = 0x9E3779B9;

    private static final Consumer<Sender> NOBODY = sender -> {};

    private final Stripe[] stripes = Stream.generate(Stripe::new).limit(STRIPES).toArray(Stripe[]::new);
    private final Consumer<Sender> listener;

    /**
     * An account and its state.
     *
     * @param sender the account
     * @param state what is known of it, by now perhaps what was
     */
    record Known(Sender sender, AccountState state) {}

    /** @param listener hears of each account that a {@link #change} made another, while its stripe is locked still */
    AccountTable(Consumer<Sender> listener) {
        this.listener = listener;
    }

    /** What is known of {@code sender}: {@link AccountState#NEW} if nothing is. */
    AccountState get(Sender sender) {
        int hash = hashOf(sender.account());
        return stripeOf(hash).layout.get(sender.account(), hash);
    }

    /**
     * Makes {@code change} of {@code sender}'s state, as one atomic step; {@link AccountState#NEW} is kept as nothing.
     *
     * @param change must change no other account: that may lie in the same stripe, and move all that is in it
     */
    <T> Changed<T> change(Sender sender, Function<AccountState, Changed<T>> change) {
        int hash = hashOf(sender.account());
        Stripe stripe = stripeOf(hash);
        synchronized (stripe) {
            stripe.turns++;
            return stripe.change(sender, hash, change, listener);
        }
    }

    /** As {@link #change}, of which the listener does not hear and which is no turn; what was known before. */
    AccountState update(Sender sender, UnaryOperator<AccountState> change) {
        int hash = hashOf(sender.account());
        Stripe stripe = stripeOf(hash);
        synchronized (stripe) {
            return stripe.change(sender, hash, known -> Changed.to(change.apply(known), known), NOBODY)
                    .answer();
        }
    }

    /**
     * Whether {@link #change} was called for {@code sender}'s stripe so many times since that was last answered with yes;
     * asked without a lock, and so now and then a little later.
     *
     * @param perAccount how many times for each account of the stripe
     * @param least how many times at least
     */
    boolean hasTurned(Sender sender, int perAccount, int least) {
        Stripe stripe = stripeOf(hashOf(sender.account()));
        if (stripe.turns < least || stripe.turns < (long) perAccount * stripe.live) {
            return false;
        }
        synchronized (stripe) {
            boolean turned = stripe.turns >= least && stripe.turns >= (long) perAccount * stripe.live;
            stripe.turns = turned ? 0 : stripe.turns;
            return turned;
        }
    }

    /** All accounts of which something is known. */
    Stream<Known> stream() {
        return Arrays.stream(stripes).flatMap(stripe -> stripe.layout.stream());
    }

    /** Those of one stripe. */
    Stream<Known> stream(int stripe) {
        return stripes[stripe].layout.stream();
    }

    /** How many they are; for tests, as {@link #places}. */
    long size() {
        return Arrays.stream(stripes).mapToLong(stripe -> stripe.live).sum();
    }

    /** For how many accounts there is a place: what its memory is proportional to. */
    long places() {
        return Arrays.stream(stripes)
                .mapToLong(stripe -> stripe.layout.hashes.length)
                .sum();
    }

    private Stripe stripeOf(int hash) {
        return stripes[hash >>> Integer.SIZE - Stripe.BITS];
    }

    /** Never 0, which is a free place. */
    private static int hashOf(String account) {
        return account.hashCode() * SPREAD | 1;
    }

    private static final class Stripe {
        private static final int BITS = 6;

        /** Changed under the lock of the stripe. */
        private volatile Layout layout = new Layout(Layout.LEAST);

        // written under the lock of the stripe
        private int turns;
        // guarded by the stripe
        private int taken;
        // written under the lock of the stripe
        private volatile int live;

        /** Called under the lock. */
        private <T> Changed<T> change(
                Sender sender, int hash, Function<AccountState, Changed<T>> change, Consumer<Sender> heard) {
            Layout here = layout;
            int place = here.placeOf(sender.account(), hash);
            AccountState before = here.state(place);
            Changed<T> changed = change.apply(before);
            if (changed.state() != before) {
                checkState(here == layout, "a change of %s must not change another account", sender);
                put(sender.account(), hash, place, before, changed.state());
                heard.accept(sender);
            }
            return changed;
        }

        private void put(String account, int hash, int place, AccountState before, AccountState after) {
            Layout here = layout;
            if (before != AccountState.NEW && after != AccountState.NEW) {
                here.set(place, after);
                return;
            }
            if (here.isFree(place)) {
                takePlace(account, hash, place, after);
            } else {
                here.set(place, after);
            }
            live += after == AccountState.NEW ? -1 : 1;
        }

        private void takePlace(String account, int hash, int place, AccountState state) {
            if (layout.hasRoomFor(taken + 1)) {
                taken++;
                layout.enter(place, account, hash, state);
                return;
            }
            Layout next = layout.grownFor(live + 1);
            next.enter(next.placeOf(account, hash), account, hash, state);
            taken = live + 1;
            layout = next;
        }
    }

    private static final class Layout {
        private static final int LEAST = 8;

        /** How far a hash is shifted to give a place, once the bits of its stripe are out of it. */
        private final int shift;

        private final int[] hashes;
        /** The name at twice a place, the state behind it: null once the account is forgotten. */
        private final Object[] known;

        private Layout(int places) {
            shift = Integer.numberOfLeadingZeros(places) + 1;
            hashes = new int[places];
            known = new Object[2 * places];
        }

        /** Where {@code account} is, or the free place where it would be. */
        private int placeOf(String account, int hash) {
            int last = hashes.length - 1;
            int place = hash << Stripe.BITS >>> shift;
            int there = (int) HASH.getAcquire(hashes, place);
            while (there != 0 && !(there == hash && account.equals(known[2 * place]))) {
                place = place + 1 & last;
                there = (int) HASH.getAcquire(hashes, place);
            }
            return place;
        }

        private boolean isFree(int place) {
            return hashes[place] == 0;
        }

        private AccountState get(String account, int hash) {
            return state(placeOf(account, hash));
        }

        private AccountState state(int place) {
            Object state = KNOWN.getVolatile(known, 2 * place + 1);
            return state == null ? AccountState.NEW : (AccountState) state;
        }

        private void set(int place, AccountState state) {
            // volatile: whoever hears of the change asks next who waits to be written, and the writer asks the other
            // way round
            KNOWN.setVolatile(known, 2 * place + 1, state == AccountState.NEW ? null : state);
        }

        private void enter(int place, String account, int hash, AccountState state) {
            known[2 * place] = account;
            set(place, state);
            HASH.setRelease(hashes, place, hash);
        }

        private boolean hasRoomFor(int places) {
            return places <= hashes.length / 3 * 2;
        }

        /** All that is known here, with room for so many accounts and at least a third more. */
        private Layout grownFor(int accounts) {
            Layout next = new Layout(Math.max(LEAST, Integer.highestOneBit(accounts) * 4));
            for (int place = 0; place < hashes.length; place++) {
                AccountState state = state(place);
                if (state != AccountState.NEW) {
                    String account = (String) known[2 * place];
                    next.enter(next.placeOf(account, hashes[place]), account, hashes[place], state);
                }
            }
            return next;
        }

        private Stream<Known> stream() {
            return IntStream.range(0, hashes.length)
                    .filter(place -> state(place) != AccountState.NEW)
                    .mapToObj(place -> new Known(new Sender((String) known[2 * place]), state(place)))
                    // it may have been forgotten since
                    .filter(one -> one.state() != AccountState.NEW);
        }
    }
}
