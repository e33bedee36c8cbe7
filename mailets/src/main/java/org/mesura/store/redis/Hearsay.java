/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

/**
 * What the other servers told of accounts and nobody here has asked for yet. It is no more than a guess at what Redis has:
 * each write is compared with what is there all the same, so what is lost, late or told twice costs a second call and
 * nothing else.
 */
final class Hearsay {
    private static final long MOST_OCTETS = 32L << 20;
    /** What tidings take besides their parts. */
    private static final int TIDINGS = 500;

    private final String server;
    private final Cache<Sender, Tidings> told = CacheBuilder.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .<Sender, Tidings>weigher((sender, tidings) -> TIDINGS + tidings.octets())
            .build();

    /** @param server whose own writes are no news */
    Hearsay(String server) {
        this.server = server;
    }

    /** Takes in a message; waits for nothing. */
    void hear(byte[] message) {
        try {
            Tidings news = Tidings.of(message);
            if (!news.isOf(server)) {
                told.asMap().merge(news.sender(), news, (older, newer) -> older.then(newer)
                        .orElse(newer));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // not of a server of this version: whoever needs the account asks for it
        }
    }

    /** What {@code copy} is by what was told since; empty if that is nothing new. */
    Optional<Copy> after(Sender sender, Copy copy, long seen) {
        if (told.asMap().isEmpty()) {
            // nobody tells of what one server alone has; looking would take as long as the account itself
            return Optional.empty();
        }
        Tidings news = told.getIfPresent(sender);
        if (news == null) {
            return Optional.empty();
        }
        told.asMap().remove(sender, news);
        try {
            return news.after(copy, seen);
        } catch (StoreUnavailable unreadable) {
            return Optional.empty();
        }
    }
}
