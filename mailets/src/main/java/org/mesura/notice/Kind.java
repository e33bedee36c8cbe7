/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Locale;

import org.mesura.review.Reason;

/** The kinds of notice, in the order in which they go first when an account has had enough of them for a day. */
public enum Kind {
    /** A message was not sent: it is over a limit, never fits one, or has too many recipients. */
    REFUSED,
    /** A message was not sent: it is part of a mass mailing. */
    BULK_REFUSED,
    /** A message was sent, and there is a better way for the next one: a mass mailing, many visible recipients. */
    ADVICE,
    /** Everything was sent, and a limit is close. */
    WARNING;

    /** The kind as an identifier, which also names its templates: {@code bulk-refused}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it tells of a message that was not sent. */
    public boolean isRefusal() {
        return this == REFUSED || this == BULK_REFUSED;
    }

    /** The kind of notice that tells of a refusal for {@code reason}. */
    public static Kind ofRefusal(Reason reason) {
        return reason instanceof Reason.Bulk ? BULK_REFUSED : REFUSED;
    }
}
