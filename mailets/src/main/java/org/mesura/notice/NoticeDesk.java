/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/** Says who is written to, when and how often: one word is enough. {@link NoticeHistory} holds the rules. */
public final class NoticeDesk {
    private final NoticeLog log;
    private final NoticeRules rules;
    private final Unsaid unsaid;

    public NoticeDesk(NoticeLog log, NoticeRules rules) {
        this(log, rules, new Unsaid());
    }

    /** One that tells {@code unsaid} of what the cap of the hour holds back. */
    public NoticeDesk(NoticeLog log, NoticeRules rules, Unsaid unsaid) {
        this.log = log;
        this.rules = rules;
        this.unsaid = unsaid;
    }

    /**
     * Takes the sender's turn for a notice on {@code occasion}. Whoever gets {@code true} writes it; asking again gets
     * {@code false}. A crash between the two loses the notice: guidance that comes twice is worse than none.
     */
    public boolean claim(Occasion occasion) {
        return turn(occasion) == Turn.TAKEN;
    }

    /** As above, for whom it matters why there is none. */
    public Turn turn(Occasion occasion) {
        return take(occasion.sender(), Topic.text(topics(occasion)), occasion.kind(), occasion.now());
    }

    /**
     * Takes the turn for an alert to the administrator, as above: one per topic and quiet period. What is about Mesura
     * itself is told once by whoever found it.
     */
    public boolean claim(Alert alert) {
        return alert instanceof Alert.OfServer
                || take(alert.about(), Kind.ALERT.id() + "/" + alert.topic(), Kind.ALERT, alert.now()) == Turn.TAKEN;
    }

    private Turn take(Sender sender, String topic, Kind kind, Instant now) {
        Turn turn = log.turn(sender, topic, kind, now, rules);
        if (turn == Turn.HOUR_FULL) {
            unsaid.note(sender, topic, kind, now);
        }
        return turn;
    }

    /**
     * Sends what is owed for {@code id} unless it was sent before, and records it once it is out. A failure or a crash
     * before that makes it due again: it may come twice, and is never lost. So two threads that send for the same id at
     * the same instant both do.
     *
     * @param what names the thing among those sent for one id: {@code dsn}, {@code dsn-delayed}
     * @return whether it was sent now
     */
    public <E extends Exception> boolean once(SubmissionId id, String what, Instant now, Sending<E> sending) throws E {
        if (log.wasSent(id, what)) {
            return false;
        }
        sending.send();
        log.recordSent(id, what, now);
        return true;
    }

    /** The act of sending. */
    @FunctionalInterface
    public interface Sending<E extends Exception> {
        void send() throws E;
    }

    private static ImmutableList<Topic> topics(Occasion occasion) {
        if (occasion.permit().isPresent()) {
            return ImmutableList.of(occasion.permit().get().topic());
        }
        return occasion.near()
                .map(near -> Stream.concat(Stream.of(near.usage()), Gauges.alsoNear(occasion).stream())
                        .map(close -> warning(close, occasion.now()))
                        .collect(ImmutableList.toImmutableList()))
                .orElseGet(() -> ImmutableList.of(Topic.of(topic(occasion))));
    }

    /** A limit is warned of once for its window; one whose bar a warning shows was warned of with the other. */
    private static Topic warning(LimitUsage close, Instant now) {
        return Topic.lasting(
                Kind.WARNING.id() + "/" + close.limit().name(),
                now.plus(close.limit().window()));
    }

    /**
     * What the occasion is about, whichever limit it meets: two of the same topic are the same word said twice. A
     * suspension is one topic from its announcement to the last message that it stops; each lifting is one, and so is
     * each run of deferrals that is over.
     */
    private static String topic(Occasion occasion) {
        String kind = occasion.kind().id();
        if (occasion.kind() == Kind.LIFTED) {
            return kind + "/" + occasion.now();
        }
        if (occasion.waited().orElse(null) instanceof Waited.Over run) {
            return kind + "/" + seconds(run.begun());
        }
        return occasion.reason().map(reason -> kind + "/" + topic(reason)).orElse(kind);
    }

    private static String topic(Reason reason) {
        return reason instanceof Reason.Suspended suspended
                ? seconds(suspended.suspension().since())
                : reason.id();
    }

    /** A store may keep instants less finely than the clock gives them. */
    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
