/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.mesura.submission.Sender;

/**
 * How many accounts sent through this server in the last hour. It is kept beside the account book, for a store that
 * several servers share would have to read all its accounts for each answer.
 *
 * <p>At most {@link #MOST} are known, some 20 MB; more are not counted, and when nobody asks nobody is forgotten.
 */
final class ActiveAccounts {
    static final Duration WITHIN = Duration.ofHours(1);
    static final int MOST = 200_000;

    private final ConcurrentMap<Sender, Instant> latest = new ConcurrentHashMap<>();

    void note(Sender sender, Instant now) {
        if (latest.put(sender, now) == null && latest.size() > MOST) {
            latest.remove(sender);
        }
    }

    int count(Instant now) {
        Instant oldest = now.minus(WITHIN);
        latest.values().removeIf(sent -> !sent.isAfter(oldest));
        return latest.size();
    }
}
