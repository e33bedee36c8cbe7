/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.notice.Kind;
import org.mesura.notice.Lane;
import org.mesura.notice.NoticeHistory;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeRules;
import org.mesura.notice.Turn;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * A notice log in the memory of one server; a restart forgets it. It stays small by itself: histories end with the
 * longest rule and are at most as many as the server may write in that time, those of permits as long as these, and of
 * what was sent it keeps a day and no more than 100,000 newest. Who keeps it elsewhere too hears of each change and can load what was kept.
 */
public final class MemoryNoticeLog implements NoticeLog {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Listener listener;
    // all three guarded by this
    private final Map<Sender, NoticeHistory> histories = new HashMap<>();
    private final Map<Lane, ArrayDeque<Instant>> lastHour = new EnumMap<>(Lane.class);
    private final SentThings sentThings = new SentThings();

    /** Hears what changed or was forgotten. The log is locked meanwhile: wait for nothing. */
    public interface Listener {
        void historyChanged(Sender sender);

        void sentChanged(Sent sent);
    }

    public MemoryNoticeLog() {
        this(new Listener() {
            @Override
            public void historyChanged(Sender sender) {}

            @Override
            public void sentChanged(Sent sent) {}
        });
    }

    public MemoryNoticeLog(Listener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized Turn turn(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules) {
        forget(now, rules);
        NoticeHistory history = histories.getOrDefault(sender, NoticeHistory.NONE);
        if (!history.allows(topic, kind, now, rules)) {
            return Turn.SAID;
        }
        Lane lane = Lane.of(sender, topic);
        if (lane != Lane.FREE && lastHour(lane).size() >= rules.perHour()) {
            return Turn.HOUR_FULL;
        }
        histories.put(sender, history.and(topic, now, rules));
        lastHour(lane).add(now);
        listener.historyChanged(sender);
        return Turn.TAKEN;
    }

    private ArrayDeque<Instant> lastHour(Lane lane) {
        return lastHour.computeIfAbsent(lane, first -> new ArrayDeque<>());
    }

    @Override
    public synchronized boolean wasSent(SubmissionId id, String what) {
        return sentAt(new Sent(id, what)).isPresent();
    }

    @Override
    public synchronized void recordSent(SubmissionId id, String what, Instant now) {
        Sent sent = new Sent(id, what);
        if (sentThings.add(sent, now)) {
            listener.sentChanged(sent);
        }
        sentThings.forget(now, listener::sentChanged);
    }

    @Override
    public synchronized void forget(Sender sender) {
        if (histories.remove(sender) != null) {
            listener.historyChanged(sender);
        }
    }

    @Override
    public synchronized void rename(Sender from, Sender to) {
        NoticeHistory moved =
                from.equals(to) ? NoticeHistory.NONE : history(from).orElse(NoticeHistory.NONE);
        if (!moved.written().isEmpty()) {
            join(to, moved);
            listener.historyChanged(to);
            forget(from);
        }
    }

    /** What {@code sender} was written; empty if nothing is remembered. */
    public synchronized Optional<NoticeHistory> history(Sender sender) {
        return Optional.ofNullable(histories.get(sender));
    }

    /** When {@code sent} went out; empty if it is not remembered. */
    public synchronized Optional<Instant> sentAt(Sent sent) {
        return sentThings.find(sent);
    }

    /** Every account that was written to and is remembered. */
    public synchronized ImmutableSet<Sender> senders() {
        return ImmutableSet.copyOf(histories.keySet());
    }

    /** Everything that was sent and is remembered. */
    public synchronized ImmutableSet<Sent> sent() {
        return ImmutableSet.copyOf(sentThings.all());
    }

    /** Takes in what was kept of {@code sender}, beside what is known by now. */
    public synchronized void load(Sender sender, NoticeHistory kept) {
        join(sender, kept)
                .forEach(notice -> lastHour(Lane.of(sender, notice.topic())).add(notice.at()));
    }

    /** Puts {@code kept} beside what is known; the notices that were not. */
    private ImmutableList<NoticeHistory.Written> join(Sender sender, NoticeHistory kept) {
        NoticeHistory known = histories.getOrDefault(sender, NoticeHistory.NONE);
        ImmutableList<NoticeHistory.Written> more = kept.written().stream()
                .filter(notice -> !known.written().contains(notice))
                .collect(ImmutableList.toImmutableList());
        if (!more.isEmpty()) {
            histories.put(sender, known.joined(kept));
        }
        return more;
    }

    /** Takes in that {@code sent} went out at {@code at}. */
    public synchronized void load(Sent sent, Instant at) {
        sentThings.add(sent, at);
    }

    /** How many accounts and submissions are remembered. */
    public synchronized int size() {
        return histories.size() + sentThings.size();
    }

    private void forget(Instant now, NoticeRules rules) {
        Instant hourAgo = now.minus(HOUR);
        lastHour.values().forEach(written -> written.removeIf(at -> !at.isAfter(hourAgo)));
        histories.entrySet().removeIf(entry -> {
            boolean old = entry.getValue().isOver(now, rules);
            if (old) {
                listener.historyChanged(entry.getKey());
            }
            return old;
        });
    }
}
