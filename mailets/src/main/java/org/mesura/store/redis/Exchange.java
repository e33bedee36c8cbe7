/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.review.AccountState;
import org.mesura.store.format.StatePart;
import org.mesura.store.format.StateParts;
import org.mesura.submission.Sender;

import com.google.common.collect.Comparators;
import com.google.common.primitives.Longs;

/**
 * The calls of {@code account.lua}: one round trip each. A write has a number, by which it is known later whether it was
 * done although nobody heard of it.
 */
final class Exchange {
    private static final String ACCOUNT = "account:";
    private static final Script RENAME = Script.of("rename.lua");
    /** How long a cap is kept after it was charged last: no window is longer. */
    static final Duration CAP_LIFE = Limit.LONGEST.plusDays(1);

    private static final Write ASKING = new Write("", Parts.whole(AccountState.NEW), Duration.ZERO, Duration.ZERO);

    /** From which loss on it claims the next write: who has lost is slower than who has not, and would go on losing. */
    private static final int CLAIMS = 3;
    /** Over a way that takes longer nobody loses twice. */
    private static final Duration FAR = Duration.ofMillis(10);

    private static final Duration CLAIM = Duration.ofMillis(50);
    private static final Duration LONGEST_CLAIM = Duration.ofMillis(500);

    private final RedisLink link;
    private final LongSupplier nanos;
    private final Convoy convoy;
    private final String server;
    private final AtomicLong number = new AtomicLong();
    // a new one with each call: whoever finds Redis empty begins one that never was before
    private final AtomicLong epochs = new AtomicLong();

    /**
     * What is to be written of an account.
     *
     * @param number of this server's writes
     * @param parts what the account is
     * @param life for how long Redis is to keep it; zero for ever
     * @param claims for how long the next write of the account is to be this server's, if this one is not done
     */
    record Write(String number, Parts parts, Duration life, Duration claims) {}

    Exchange(RedisLink link, LongSupplier nanos) {
        this.link = link;
        this.nanos = nanos;
        byte[] id = new byte[Long.BYTES];
        new SecureRandom().nextBytes(id);
        this.server = new String(id, ISO_8859_1);
        List<byte[]> always = List.of(
                channel(),
                Wire.of(CAP_LIFE.toMillis()),
                Wire.of(server),
                Wire.of(StateParts.VERSION),
                Wire.of(link.key(ACCOUNT).length));
        this.convoy = new Convoy(link, List.of(link.key("epoch"), accounts()), always, this::epochToBegin);
    }

    private byte[] epochToBegin() {
        return Wire.of(server + octets(epochs.incrementAndGet()));
    }

    /** By which writes of this process are known, each time it starts another. */
    String server() {
        return server;
    }

    /**
     * A write of this server.
     *
     * @param lost how often another server was faster
     */
    Write write(Parts parts, Duration life, int lost) {
        boolean claims = lost >= CLAIMS || convoy.usual().compareTo(FAR) > 0;
        return new Write(octets(number.incrementAndGet()), parts, life, claims ? claim() : Duration.ZERO);
    }

    /** Long enough to come back with the next write. */
    private Duration claim() {
        Duration trips = convoy.usual().multipliedBy(3);
        return Comparators.min(LONGEST_CLAIM, Comparators.max(CLAIM, trips));
    }

    private static String octets(long number) {
        return new String(Longs.toByteArray(number), ISO_8859_1);
    }

    byte[] key(Sender sender) {
        return link.key(ACCOUNT + sender.account());
    }

    byte[] key(Cap cap) {
        return link.key("cap:" + cap.name());
    }

    byte[] accounts() {
        return link.key("accounts");
    }

    /** Asks whether the account and the caps are as they were seen, and for what is not. */
    Reply ask(Sender sender, Copy copy, List<CapUse> caps) throws StoreUnavailable {
        return write(sender, copy, ASKING, caps);
    }

    /** As {@link #ask} without waiting. */
    CompletionStage<Reply> beginToAsk(Sender sender, Copy copy, List<CapUse> caps) {
        return convoy.begin(keys(sender, caps), arguments(copy, ASKING, caps))
                .thenApply(reply -> Reply.of(reply, copy.epoch()));
    }

    /** Writes, if the account and the caps are as they were seen. */
    Reply write(Sender sender, Copy copy, Write write, List<CapUse> caps) throws StoreUnavailable {
        return Reply.of(convoy.call(keys(sender, caps), arguments(copy, write, caps)), copy.epoch());
    }

    /** As the script wants them: a head and what follows it. */
    private List<byte[]> arguments(Copy copy, Write write, List<CapUse> caps) {
        List<StatePart> parts = write.parts().changes();
        List<byte[]> all = new ArrayList<>(1 + 2 * parts.size());
        all.add(Octets.NONE);
        int sets = addSet(parts, all);
        for (StatePart part : parts) {
            if (part.isGone()) {
                all.add(Wire.of(part.number()));
            }
        }
        caps.forEach(cap -> all.addAll(cap.arguments(copy.epoch())));
        Head head = new Head(
                all.size() - 1,
                caps.size(),
                write.claims(),
                copy.stored().lasts(write.life(), nanos.getAsLong()),
                write.life(),
                sets,
                parts.size() - sets,
                copy.epoch(),
                copy.version(),
                write.number());
        all.set(0, head.octets());
        return all;
    }

    /** Of each part that is to be set its name and octets; how many there are. */
    private static int addSet(List<StatePart> parts, List<byte[]> arguments) {
        int sets = 0;
        for (StatePart part : parts) {
            if (!part.isGone()) {
                arguments.add(Wire.of(part.number()));
                arguments.add(part.octets());
                sets++;
            }
        }
        return sets;
    }

    /** Writes {@code write} for {@code to} and forgets {@code from}, if both are as they were seen. */
    boolean rename(Sender from, Copy moved, Sender to, Copy known, Write write) throws StoreUnavailable {
        List<byte[]> arguments = new ArrayList<>(List.of(
                Wire.of(moved.version()),
                Wire.of(known.version()),
                Wire.of(server),
                Wire.of(write.number()),
                Wire.of(write.life().toMillis()),
                Wire.ofText(from.account()),
                Wire.ofText(to.account()),
                Wire.of(StateParts.VERSION)));
        addSet(write.parts().changes(), arguments);
        return link.call(RENAME, List.of(key(from), key(to), accounts()), arguments)
                .get(0)
                .equals(1L);
    }

    /** Gives {@code hearer} what the servers tell each other of what they wrote. */
    void hear(Consumer<byte[]> hearer) {
        link.hear(channel(), hearer);
    }

    private byte[] channel() {
        return link.key("written");
    }

    private List<byte[]> keys(Sender sender, List<CapUse> caps) {
        List<byte[]> keys = new ArrayList<>(1 + caps.size());
        keys.add(key(sender));
        caps.forEach(cap -> keys.add(key(cap.cap())));
        return keys;
    }
}
