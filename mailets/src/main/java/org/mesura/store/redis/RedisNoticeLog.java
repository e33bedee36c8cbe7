/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.mesura.notice.Kind;
import org.mesura.notice.Lane;
import org.mesura.notice.NoticeHistory;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeRules;
import org.mesura.notice.Turn;
import org.mesura.store.StoreAlarm;
import org.mesura.store.format.NoticeForm;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.store.memory.Sent;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/**
 * The notice log of several servers: an account is written to once by all of them together. {@link NoticeHistory} alone
 * decides, here; Redis sees to it that what is written follows on what was read: {@code claim.lua} takes the new history
 * only for the one that was decided on, and says which it is otherwise.
 *
 * <p>What this server wrote it remembers too. While Redis is away that decides, so an account may get a notice from each
 * server; what was written meanwhile enters Redis with the account's next.
 */
public final class RedisNoticeLog implements NoticeLog {
    private static final Script CLAIM = Script.of("claim.lua");
    private static final Script MOVE = Script.of("move.lua");
    private static final Script RECORD = Script.ofText("redis.call('SET', KEYS[1], '1', 'PX', ARGV[1]) return {1}");
    private static final Script EXISTS = Script.ofText("return {redis.call('EXISTS', KEYS[1])}");
    private static final Script FORGET = Script.ofText("return {redis.call('DEL', KEYS[1])}");

    private static final long TAKEN = 1;
    private static final long OTHER_HISTORY = 0;
    private static final Duration DAY = Duration.ofDays(1);
    /** Each further one means that another server wrote to the same account in the same millisecond. */
    private static final int TRIES = 20;

    private final RedisLink link;
    private final StoreAlarm alarm;
    /** What this server wrote. */
    private final MemoryNoticeLog here = new MemoryNoticeLog();

    RedisNoticeLog(RedisLink link, StoreAlarm alarm) {
        this.link = link;
        this.alarm = alarm;
    }

    @Override
    public Turn turn(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules) {
        try {
            Turn turn = turnInRedis(sender, topic, kind, now, rules);
            if (turn == Turn.TAKEN) {
                here.turn(sender, topic, kind, now, rules);
            }
            return turn;
        } catch (StoreUnavailable away) {
            return here.turn(sender, topic, kind, now, rules);
        }
    }

    @Override
    public boolean wasSent(SubmissionId id, String what) {
        if (here.wasSent(id, what)) {
            return true;
        }
        try {
            return ask(EXISTS, ImmutableList.of(key(new Sent(id, what)))).get(0).equals(1L);
        } catch (StoreUnavailable away) {
            return false;
        }
    }

    @Override
    public void recordSent(SubmissionId id, String what, Instant now) {
        here.recordSent(id, what, now);
        try {
            ask(RECORD, ImmutableList.of(key(new Sent(id, what))), Octets.of(DAY.toMillis()));
        } catch (StoreUnavailable away) {
            // this server knows; another gets the mail only if this one dies
        }
    }

    @Override
    public void forget(Sender sender) {
        here.forget(sender);
        try {
            ask(FORGET, ImmutableList.of(key(sender)));
        } catch (StoreUnavailable away) {
            alarm.raise("the notices of an account could not be forgotten", away);
        }
    }

    @Override
    public void rename(Sender from, Sender to) {
        here.rename(from, to);
        if (from.equals(to)) {
            return;
        }
        try {
            move(from, to);
        } catch (StoreUnavailable away) {
            alarm.raise("the notices of an account that was renamed stay with the old name", away);
        }
    }

    private Turn turnInRedis(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules)
            throws StoreUnavailable {
        Lane lane = Lane.of(sender, topic);
        ImmutableList<byte[]> keys = ImmutableList.of(key(sender), link.key("noticehour:" + lane.name()));
        byte[] known = Octets.NONE;
        for (int i = 0; i < TRIES; i++) {
            NoticeHistory history = history(known).joined(here.history(sender).orElse(NoticeHistory.NONE));
            if (!history.allows(topic, kind, now, rules)) {
                return Turn.SAID;
            }
            NoticeHistory next = history.and(topic, now, rules);
            List<Object> answer = ask(
                    CLAIM,
                    keys,
                    known,
                    NoticeForm.of(next),
                    Octets.micros(now),
                    Octets.of(lane == Lane.FREE ? Integer.MAX_VALUE : rules.perHour()),
                    Octets.of(Duration.between(now, next.keptUntil(rules)).toMillis()),
                    Octets.of(UUID.randomUUID().toString()));
            if (!answer.get(0).equals(OTHER_HISTORY)) {
                return answer.get(0).equals(TAKEN) ? Turn.TAKEN : Turn.HOUR_FULL;
            }
            known = (byte[]) answer.get(1);
        }
        // others are writing to the account all the time: enough is said
        return Turn.SAID;
    }

    private void move(Sender from, Sender to) throws StoreUnavailable {
        byte[] knownOfFrom = Octets.NONE;
        byte[] knownOfTo = Octets.NONE;
        for (int i = 0; i < TRIES; i++) {
            NoticeHistory joined = history(knownOfFrom).joined(history(knownOfTo));
            List<Object> answer =
                    ask(MOVE, ImmutableList.of(key(from), key(to)), knownOfFrom, knownOfTo, NoticeForm.of(joined));
            if (answer.get(0).equals(TAKEN)) {
                return;
            }
            knownOfFrom = (byte[]) answer.get(1);
            knownOfTo = (byte[]) answer.get(2);
        }
    }

    private NoticeHistory history(byte[] octets) {
        if (octets.length == 0) {
            return NoticeHistory.NONE;
        }
        try {
            return NoticeForm.history(octets);
        } catch (IllegalArgumentException e) {
            alarm.raise("the notices of an account in Redis cannot be read; it begins anew", e);
            return NoticeHistory.NONE;
        }
    }

    private List<Object> ask(Script script, ImmutableList<byte[]> keys, byte[]... arguments) throws StoreUnavailable {
        return link.call(script, keys, ImmutableList.copyOf(arguments));
    }

    private byte[] key(Sender sender) {
        return link.key("notices:" + sender.account());
    }

    private byte[] key(Sent sent) {
        return link.key("sent:" + sent.what() + ":" + sent.id().value());
    }
}
