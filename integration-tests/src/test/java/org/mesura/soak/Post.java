/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.mesura.evaluate.Letters;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * What one of the connections sends, mail by mail, drawn from the seed: bursts of ordinary letters, of the copies of a
 * mail merge, of circulars to several at once, by accounts that take turns by their weight.
 */
final class Post {
    private static final int OUTSIDERS = 5_000;
    private static final int LONGEST_BURST = 12;
    private static final int MOST_AT_ONCE = 6;
    private static final int PERCENT = 100;
    private static final int MERGES_PERCENT = 10;
    private static final int INSIDE_PERCENT = 25;
    private static final int SEVERAL_PERCENT = 8;
    private static final int NOBODY_PER_MILLE = 4;
    private static final int STOLEN_PER_MILLE = 500;
    private static final long IDS_OF_A_LANE = 1_000_000_000L;

    private final Letters letters;
    private final ImmutableList<ImmutableList<String>> accounts;
    private final Random random;
    private final List<Draft> burst = new ArrayList<>();
    private long next;

    /** A mail that is to be sent. */
    record Draft(long id, String account, ImmutableSet<String> recipients, byte[] message) {}

    /**
     * What is sent over the connections of one lane, each of which has the accounts of its own.
     *
     * @param lanes how many lanes there are
     */
    Post(Letters letters, long seed, int lane, int lanes) {
        this.letters = letters;
        this.random = new Random(seed * lanes + lane);
        this.next = lane * IDS_OF_A_LANE;
        ImmutableList.Builder<ImmutableList<String>> mine = ImmutableList.builder();
        for (Tariff tariff : Tariff.values()) {
            ImmutableList<String> all = Crowd.of(tariff);
            ImmutableList.Builder<String> some = ImmutableList.builder();
            for (int account = lane; account < all.size(); account += lanes) {
                some.add(all.get(account));
            }
            mine.add(some.build());
        }
        this.accounts = mine.build();
    }

    /** The next mail. */
    Draft next() {
        while (burst.isEmpty()) {
            drawBurst();
        }
        return burst.remove(burst.size() - 1);
    }

    private void drawBurst() {
        Tariff tariff = drawTariff();
        ImmutableList<String> mine = accounts.get(tariff.ordinal());
        if (mine.isEmpty()) {
            return;
        }
        String account = mine.get(random.nextInt(mine.size()));
        boolean merged = tariff == Tariff.MAILING || random.nextInt(PERCENT) < MERGES_PERCENT;
        // whoever sends mailings sends one text all the time
        int merge = tariff == Tariff.MAILING ? account.hashCode() : random.nextInt(Integer.MAX_VALUE);
        for (int mail = 1 + random.nextInt(LONGEST_BURST); mail > 0; mail--) {
            ImmutableSet<String> recipients = recipients(tariff);
            byte[] text = merged
                    ? letters.copy(merge, random.nextInt(Integer.MAX_VALUE))
                    : letters.ordinary(random.nextInt(Integer.MAX_VALUE));
            long id = next++;
            burst.add(new Draft(id, account, recipients, addressed(id, account, recipients, text)));
        }
    }

    private Tariff drawTariff() {
        int percent = random.nextInt(PERCENT);
        for (Tariff tariff : Tariff.values()) {
            percent -= tariff.percent();
            if (percent < 0) {
                return tariff;
            }
        }
        return Tariff.ROOMY;
    }

    private ImmutableSet<String> recipients(Tariff tariff) {
        int number = random.nextInt(PERCENT) < SEVERAL_PERCENT ? 2 + random.nextInt(MOST_AT_ONCE - 1) : 1;
        int unknown = tariff == Tariff.STOLEN ? STOLEN_PER_MILLE : NOBODY_PER_MILLE;
        Set<String> recipients = new LinkedHashSet<>();
        while (recipients.size() < number) {
            if (random.nextInt(1_000) < unknown) {
                recipients.add(Crowd.nobody(random.nextInt(OUTSIDERS)));
            } else if (random.nextInt(PERCENT) < INSIDE_PERCENT) {
                recipients.add(Crowd.ACCOUNTS.get(random.nextInt(Crowd.ACCOUNTS.size())));
            } else {
                recipients.add(Crowd.outsider(random.nextInt(OUTSIDERS)));
            }
        }
        return ImmutableSet.copyOf(recipients);
    }

    /** The texts are all of the same sender, to the same recipient and under the same Message-ID. */
    private static byte[] addressed(long id, String account, Set<String> recipients, byte[] text) {
        String message = new String(text, StandardCharsets.ISO_8859_1);
        int body = message.indexOf("\r\n\r\n");
        String head = message.substring(0, body)
                .replaceFirst("(?m)^From: .*$", "From: " + account)
                .replaceFirst("(?m)^To: .*$", "To: " + String.join(",\r\n ", recipients))
                .replaceFirst("(?m)^Message-ID: .*$", "Message-ID: <" + id + "@client.example>");
        return (Arrival.ID + ": " + id + "\r\n" + head + message.substring(body)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
