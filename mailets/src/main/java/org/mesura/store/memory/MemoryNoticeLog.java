/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.mesura.notice.Kind;
import org.mesura.notice.NoticeHistory;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeRules;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.Iterables;

/**
 * A notice log in the memory of one server; a restart forgets it. It stays small by itself: histories end with the
 * longest rule and are at most as many as the server may write in that time, and of what was sent it keeps a day and no
 * more than 100,000 newest.
 */
public final class MemoryNoticeLog implements NoticeLog {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_SENT = 100_000;

    // all three guarded by this
    private final Map<Sender, NoticeHistory> histories = new HashMap<>();
    private final ArrayDeque<Instant> lastHour = new ArrayDeque<>();
    // eldest first
    private final Map<Sent, Instant> sent = new LinkedHashMap<>();

    private record Sent(SubmissionId id, String what) {}

    @Override
    public synchronized boolean claim(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules) {
        forget(now, rules);
        NoticeHistory history = histories.getOrDefault(sender, NoticeHistory.NONE);
        if (lastHour.size() >= rules.perHour() || !history.allows(topic, kind, now, rules)) {
            return false;
        }
        histories.put(sender, history.and(topic, now, rules));
        lastHour.add(now);
        return true;
    }

    @Override
    public synchronized boolean wasSent(SubmissionId id, String what) {
        return sent.containsKey(new Sent(id, what));
    }

    @Override
    public synchronized void recordSent(SubmissionId id, String what, Instant now) {
        sent.putIfAbsent(new Sent(id, what), now);
        Instant horizon = now.minus(DAY);
        Iterator<Instant> eldest = sent.values().iterator();
        while (eldest.hasNext() && (!eldest.next().isAfter(horizon) || sent.size() > MOST_SENT)) {
            eldest.remove();
        }
    }

    /** How many accounts and submissions are remembered. */
    synchronized int size() {
        return histories.size() + sent.size();
    }

    private void forget(Instant now, NoticeRules rules) {
        lastHour.removeIf(at -> !at.isAfter(now.minus(HOUR)));
        Instant horizon = now.minus(NoticeHistory.memory(rules));
        histories
                .values()
                .removeIf(history -> !Iterables.getLast(history.written()).at().isAfter(horizon));
    }
}
