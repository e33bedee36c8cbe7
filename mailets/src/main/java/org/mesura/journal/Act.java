/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.base.Ascii;

/**
 * One act of an administrator that succeeded.
 *
 * @param by who signed in, if the server tells
 * @param from the address that asked
 * @param act the method and the path, without the query
 * @param reason in the administrator's own words, if any were given
 */
public record Act(
        Instant at, Optional<String> by, String from, String act, Optional<Sender> account, Optional<String> reason)
        implements Entry<Act> {
    private static final int LONGEST = 1_000;

    // bounds what a full record of acts takes, however long the paths are
    public Act {
        by = by.map(Act::bounded);
        act = bounded(act);
        reason = reason.map(Act::bounded);
    }

    @Override
    public Act of(Sender other) {
        return new Act(at, by, from, act, Optional.of(other), reason);
    }

    private static String bounded(String text) {
        return Ascii.truncate(text, LONGEST, "…");
    }
}
