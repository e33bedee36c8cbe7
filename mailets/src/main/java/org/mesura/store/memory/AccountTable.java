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
import org.mesura.usage.SendRecord;

/**
 * The states of accounts by their names, in {@value #STRIPES} stripes. A change of an account is made under the lock of its
 * stripe; who only reads takes no lock and sees each account as a change left it.
 *
 * <p><b>How.</b> A stripe is an open-addressing table with linear probing, at most two thirds full:
 *
 * <pre>
 *   tags     0   b1              0   9c             …    0 for a free place, else some bits of the name's hash
 *   known    –   ana@…, sheet    –   eva@…, state
 *   spans    –   0, 12           –   –
 * </pre>
 *
 * A name never leaves its place, so that a reader who meets it may go by it: of an account that is forgotten the state is
 * taken away, and the place goes, and the name with it, when the stripe is laid out anew for want of room. A place is written
 * before its tag, a layout before it can be seen.
 *
 * <p>An account that only sent, and not much, stands there by the sheet and the span of its record; its state is made of them
 * when it is asked for. A layout's version tells readers whether they read both of one record (a sequence lock: Boehm, <em>Can
 * Seqlocks Get Along With Programming Language Memory Models?</em>, 2012).
 *
 * <p><b>Why.</b> Where there are many accounts, a change is mostly waiting for memory, one thing after the other: in a map of
 * the JDK the table, a node, whose lock is in it, the state, its record and the record's rows. Here the name and the rows are
 * fetched at the same time, and the tags and the locks are few enough to stay in the cache ({@code docs/adr/0022}).
 */
final class AccountTable {
    static final int STRIPES = 1 << Stripe.BITS;

    private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final VarHandle VERSION = version();

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

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(Layout.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
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
                .mapToLong(stripe -> stripe.layout.tags.length)
                .sum();
    }

    private Stripe stripeOf(int hash) {
        return stripes[hash >>> Integer.SIZE - Stripe.BITS];
    }

    private static int hashOf(String account) {
        return account.hashCode() * SPREAD;
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
                // whoever hears of the change asks next who waits to be written, and the writer asks the other way
                // round
                VarHandle.fullFence();
                heard.accept(sender);
            }
            return changed;
        }

        private void put(String account, int hash, int place, AccountState before, AccountState after) {
            Layout here = layout;
            if (here.isFree(place)) {
                takePlace(account, hash, place, after);
            } else {
                here.set(place, after);
            }
            if (before == AccountState.NEW) {
                live++;
            } else if (after == AccountState.NEW) {
                live--;
            }
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

        private final byte[] tags;
        // written under the stripe's lock; who reads without it goes by the tag for a name, by the version for a state

        /** The name at twice a place, the state or the sheet behind it: null once the account is forgotten. */
        private final Object[] known;
        /** What of the sheet is the account's, where there is one. */
        private final int[] spans;

        /** Of all places together; odd while a state is written. */
        private int version;

        private Layout(int places) {
            shift = Integer.numberOfLeadingZeros(places) + 1;
            tags = new byte[places];
            known = new Object[2 * places];
            spans = new int[places];
        }

        /** Where {@code account} is, or the free place where it would be. */
        private int placeOf(String account, int hash) {
            int last = tags.length - 1;
            int place = hash << Stripe.BITS >>> shift;
            byte tag = tagOf(hash);
            byte there = (byte) TAG.getAcquire(tags, place);
            while (there != 0 && !(there == tag && account.equals(known[2 * place]))) {
                place = place + 1 & last;
                there = (byte) TAG.getAcquire(tags, place);
            }
            return place;
        }

        /** Never 0; of bits that say nothing, or little, about the place. */
        private static byte tagOf(int hash) {
            return (byte) (hash >>> 3 | 0x80);
        }

        private boolean isFree(int place) {
            return tags[place] == 0;
        }

        private AccountState get(String account, int hash) {
            int place = placeOf(account, hash);
            AccountState state = read(place);
            // a place that was free may be another's by now; its name was written before its state
            return state == AccountState.NEW || account.equals(known[2 * place]) ? state : AccountState.NEW;
        }

        /** The state there, for a reader, who has not the stripe's lock. */
        private AccountState read(int place) {
            while (true) {
                int before = (int) VERSION.getAcquire(this);
                Object kept = known[2 * place + 1];
                int span = spans[place];
                VarHandle.loadLoadFence();
                if ((before & 1) == 0 && before == (int) VERSION.getOpaque(this)) {
                    return state(kept, span);
                }
                // whoever writes may have been kept from it in the middle of its few steps
                Thread.yield();
            }
        }

        /** The state there, for a change, which has the lock. */
        private AccountState state(int place) {
            return state(known[2 * place + 1], spans[place]);
        }

        private static AccountState state(Object kept, int span) {
            if (kept == null) {
                return AccountState.NEW;
            }
            return kept instanceof AccountState state ? state : AccountState.of(SendRecord.on(kept, span));
        }

        private void set(int place, AccountState state) {
            if (state == AccountState.NEW) {
                keep(place, null, 0);
            } else if (state.isOnlyCharged() && state.charged().isShort()) {
                keep(place, state.charged().sheet(), state.charged().span());
            } else {
                keep(place, state, 0);
            }
        }

        private void keep(int place, Object kept, int span) {
            // odd also if an error broke the last one off
            int odd = version | 1;
            VERSION.setOpaque(this, odd);
            VarHandle.storeStoreFence();
            // mostly the same sheet: what is not written a collector need not look at
            if (known[2 * place + 1] != kept) {
                known[2 * place + 1] = kept;
            }
            spans[place] = span;
            VERSION.setRelease(this, odd + 1);
        }

        private void enter(int place, String account, int hash, AccountState state) {
            known[2 * place] = account;
            set(place, state);
            TAG.setRelease(tags, place, tagOf(hash));
        }

        private boolean hasRoomFor(int places) {
            return places <= tags.length / 3 * 2;
        }

        /** All that is known here, with room for so many accounts and at least a third more. */
        private Layout grownFor(int accounts) {
            Layout next = new Layout(Math.max(LEAST, Integer.highestOneBit(accounts) * 4));
            for (int place = 0; place < tags.length; place++) {
                if (known[2 * place + 1] != null) {
                    next.take(this, place);
                }
            }
            return next;
        }

        /** Takes over what {@code before} has there; to be called while nobody sees this layout. */
        private void take(Layout before, int there) {
            String account = (String) before.known[2 * there];
            int place = placeOf(account, hashOf(account));
            known[2 * place] = account;
            known[2 * place + 1] = before.known[2 * there + 1];
            spans[place] = before.spans[there];
            tags[place] = before.tags[there];
        }

        private Stream<Known> stream() {
            return IntStream.range(0, tags.length)
                    .filter(place -> (byte) TAG.getAcquire(tags, place) != 0)
                    .mapToObj(place -> new Known(new Sender((String) known[2 * place]), read(place)))
                    .filter(one -> one.state() != AccountState.NEW);
        }
    }
}
