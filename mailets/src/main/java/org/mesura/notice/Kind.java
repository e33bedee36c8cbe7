/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.EnumSet;
import java.util.Locale;

import org.mesura.review.Reason;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** The kinds of notice, in the order in which they go first when an account has had enough of them for a day. */
public enum Kind {
    /** The account may not write to outsiders: told when that begins, or of a message that was not sent because of it. */
    SUSPENDED,
    /** The account may write to outsiders again: an administrator said so. */
    LIFTED,
    /** No message of a run of deferrals waits any more. */
    SUMMARY,
    /** The account may send more for a time: an administrator granted a permit. */
    PERMIT_GRANTED,
    /** A permit gives no more: its time is over, or it is used up. */
    PERMIT_ENDED,
    /** A message was not sent: it is over a limit, never fits one, or has too many recipients. */
    REFUSED,
    /** A message that was kept back went back: nobody decided, a person rejected it, or a suspension lasted. */
    RETURNED,
    /** Messages wait for their turn and are on their way. */
    DEFERRED,
    /** A message was not sent: it is part of a mass mailing. */
    BULK_REFUSED,
    /** A message is kept for a person's decision; nobody got it yet. */
    HELD,
    /** A message was sent, and there is a better way for the next one: a mass mailing, many visible recipients. */
    ADVICE,
    /** Everything was sent, and a limit is close. */
    WARNING,
    /** Most of what a permit gives is used. */
    PERMIT_NEARLY_USED,
    /** The administrator should know of something; no sender gets it. */
    ALERT;

    /** The kinds that senders get. */
    static final ImmutableSet<Kind> OF_SENDERS = Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(ALERT)));

    // the kind's id begins each of its topics, see NoticeDesk
    private static final ImmutableSet<Kind> UNCAPPED =
            Sets.immutableEnumSet(SUSPENDED, LIFTED, SUMMARY, PERMIT_GRANTED, PERMIT_ENDED, ALERT);

    private static final ImmutableSet<Kind> OF_PERMITS =
            Sets.immutableEnumSet(PERMIT_GRANTED, PERMIT_NEARLY_USED, PERMIT_ENDED);

    private static final ImmutableSet<Kind> OF_ACCOUNTS =
            Sets.immutableEnumSet(Sets.union(OF_PERMITS, Sets.immutableEnumSet(SUSPENDED, LIFTED, SUMMARY, DEFERRED)));

    /** The kind as an identifier, which also names its templates: {@code bulk-refused}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it tells of nothing but a message that was not sent. */
    public boolean isRefusal() {
        return this == REFUSED || this == BULK_REFUSED || this == RETURNED;
    }

    /** Whether it tells of something that its recipients did not get, or not yet. */
    boolean isOfUndelivered() {
        return isRefusal() || this == DEFERRED || this == HELD;
    }

    /** Whether it tells of a permit. */
    boolean isOfPermit() {
        return OF_PERMITS.contains(this);
    }

    /** Whether it has to tell of a message; one of the others may tell of none. */
    boolean needsMessage() {
        return !OF_ACCOUNTS.contains(this);
    }

    /** Whether an account gets only so many of it a day. */
    boolean isCapped() {
        return !UNCAPPED.contains(this);
    }

    /** Whether a notice of {@code topic} is one of the few that an account gets in a day. */
    static boolean isCapped(String topic) {
        return UNCAPPED.stream().noneMatch(kind -> topic.startsWith(kind.id() + "/"));
    }

    /** The kind of notice that tells of a refusal for {@code reason}. */
    public static Kind ofRefusal(Reason reason) {
        if (reason instanceof Reason.Suspended) {
            return SUSPENDED;
        }
        return reason instanceof Reason.Bulk ? BULK_REFUSED : REFUSED;
    }
}
