/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.Instant;
import java.util.Optional;

import org.mesura.notice.Kind;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeRules;
import org.mesura.notice.Turn;
import org.mesura.store.format.NoticeForm;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.store.memory.Sent;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.Iterables;

/**
 * A notice log that outlives a restart: a {@link MemoryNoticeLog} that an {@link EmbeddedStore} keeps, in the maps {@code
 * notices} (by account) and {@code sent}. A killed process forgets at most the last second, so a sender may then read the
 * same word twice.
 */
public final class EmbeddedNoticeLog implements NoticeLog {
    private final MemoryNoticeLog log;

    /** A log of what {@code store} holds; to be made once for a store. */
    public EmbeddedNoticeLog(EmbeddedStore store) {
        StoredMap histories = store.map("notices");
        StoredMap sent = store.map("sent");
        this.log = new MemoryNoticeLog(new MemoryNoticeLog.Listener() {
            @Override
            public void historyChanged(Sender sender) {
                histories.changed(sender.account());
            }

            @Override
            public void sentChanged(Sent thing) {
                sent.changed(SentForm.of(thing));
            }
        });
        histories.keep(new Histories(log));
        sent.keep(new SentThings(log));
    }

    @Override
    public Turn turn(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules) {
        return log.turn(sender, topic, kind, now, rules);
    }

    @Override
    public boolean wasSent(SubmissionId id, String what) {
        return log.wasSent(id, what);
    }

    @Override
    public void recordSent(SubmissionId id, String what, Instant now) {
        log.recordSent(id, what, now);
    }

    @Override
    public void forget(Sender sender) {
        log.forget(sender);
    }

    @Override
    public void rename(Sender from, Sender to) {
        log.rename(from, to);
    }

    /** How many accounts and submissions are remembered. */
    int size() {
        return log.size();
    }

    private record Histories(MemoryNoticeLog log) implements Kept {
        @Override
        public void load(String account, byte[] history) {
            log.load(new Sender(account), NoticeForm.history(history));
        }

        @Override
        public Optional<byte[]> value(String account) {
            return log.history(new Sender(account)).map(NoticeForm::of);
        }

        @Override
        public Iterable<String> keys() {
            return Iterables.transform(log.senders(), Sender::account);
        }
    }

    private record SentThings(MemoryNoticeLog log) implements Kept {
        @Override
        public void load(String sent, byte[] instant) {
            log.load(SentForm.sent(sent), NoticeForm.instant(instant));
        }

        @Override
        public Optional<byte[]> value(String sent) {
            return log.sentAt(SentForm.sent(sent)).map(NoticeForm::of);
        }

        @Override
        public Iterable<String> keys() {
            return Iterables.transform(log.sent(), SentForm::of);
        }
    }
}
