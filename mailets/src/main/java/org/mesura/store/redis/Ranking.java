/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.mesura.policy.Measure;
import org.mesura.review.AccountBook.Ranked;
import org.mesura.store.format.StateParts;
import org.mesura.submission.Sender;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * Ranks all accounts by what they were charged, a page of them at a time: it never holds more than a page and the best.
 *
 * @param measure by what
 * @param window in which window
 * @param most how many are ranked
 * @param now when
 */
record Ranking(Measure measure, Duration window, int most, Instant now) {
    private static final Script PAGE = Script.of("accounts.lua");
    private static final int ACCOUNTS = 100;
    /** Before what was charged: the name, and the form. */
    private static final int HEAD = 2;

    private static final int FIELDS = HEAD + StateParts.CHARGED.size();
    private static final Comparator<Ranked> ORDER = Comparator.comparingLong(Ranked::used)
            .thenComparing(ranked -> ranked.sender().account(), Comparator.reverseOrder());

    ImmutableList<Ranked> ofAll(RedisLink link, byte[] accounts, byte[] prefix) throws StoreUnavailable {
        List<Ranked> best = List.of();
        byte[] last = {};
        while (true) {
            List<Object> page = link.call(PAGE, List.of(accounts), arguments(prefix, last));
            best = best(Stream.concat(best.stream(), ranked(page).stream()));
            if (page.size() < ACCOUNTS * FIELDS) {
                return ImmutableList.copyOf(best);
            }
            last = (byte[]) page.get(page.size() - FIELDS);
        }
    }

    private static List<byte[]> arguments(byte[] prefix, byte[] last) {
        List<byte[]> arguments = new ArrayList<>(List.of(prefix, last, Wire.of(ACCOUNTS)));
        StateParts.CHARGED.forEach(part -> arguments.add(Wire.of(part)));
        return arguments;
    }

    /** The best of {@code all}, the first first. */
    ImmutableList<Ranked> best(Stream<Ranked> all) {
        return ImmutableList.copyOf(all.filter(ranked -> ranked.used() > 0).collect(Comparators.greatest(most, ORDER)));
    }

    private List<Ranked> ranked(List<Object> page) throws StoreUnavailable {
        List<Ranked> ranked = new ArrayList<>();
        for (int at = 0; at < page.size(); at += FIELDS) {
            ImmutableSortedMap.Builder<Integer, byte[]> charged = ImmutableSortedMap.naturalOrder();
            for (int part = 0; part < StateParts.CHARGED.size(); part++) {
                byte[] octets = (byte[]) page.get(at + HEAD + part);
                if (octets.length > 0) {
                    charged.put(StateParts.CHARGED.get(part), octets);
                }
            }
            ImmutableSortedMap<Integer, byte[]> parts = charged.buildOrThrow();
            if (!parts.isEmpty()) {
                ranked.add(new Ranked(
                        new Sender(new String((byte[]) page.get(at), UTF_8)),
                        used(Wire.string(page.get(at + 1)), parts)));
            }
        }
        return ranked;
    }

    private long used(String form, ImmutableSortedMap<Integer, byte[]> charged) throws StoreUnavailable {
        try {
            return StateParts.read(Integer.parseInt(form), charged)
                    .state()
                    .charged()
                    .used(measure, window, now);
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailable("an account in Redis cannot be read: " + e.getMessage(), e);
        }
    }
}
