/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.notice.ServerNews;

/**
 * One thing that can be wrong with Mesura, and what was told of it: once per incident, and its end if its beginning was
 * told. It is an incident when two looks in a row find it, for one may have met a file half written. What comes and goes is
 * told once an hour at most. A letter that could not be sent is tried again after a minute; an incident goes on until its
 * end was told. Not thread-safe.
 */
final class Concern {
    static final Duration BETWEEN = Duration.ofHours(1);
    static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private final Function<Instant, Optional<ServerNews>> finding;
    private final Optional<ServerNews> end;
    private Optional<Instant> since = Optional.empty();
    private boolean told;
    private Instant lastTried = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private Instant endTried = Instant.EPOCH;

    /** One that {@code finding} finds, if it is there, and of whose end nothing is said. */
    Concern(Function<Instant, Optional<ServerNews>> finding) {
        this(finding, Optional.empty());
    }

    /** One whose end is told too. */
    Concern(Function<Instant, Optional<ServerNews>> finding, ServerNews end) {
        this(finding, Optional.of(end));
    }

    private Concern(Function<Instant, Optional<ServerNews>> finding, Optional<ServerNews> end) {
        this.finding = finding;
        this.end = end;
    }

    void look(Instant now, Telling telling) {
        Optional<ServerNews> found = finding.apply(now);
        if (found.isEmpty()) {
            over(now, telling);
        } else if (since.isEmpty()) {
            since = Optional.of(now);
        } else if (!told && isDue(now, lastTried, pause)) {
            told = telling.tell(found.get(), since.get());
            lastTried = now;
            pause = told ? BETWEEN : AFTER_A_FAULT;
        }
    }

    private void over(Instant now, Telling telling) {
        if (told && end.isPresent() && !tellEnd(end.get(), now, telling)) {
            return;
        }
        since = Optional.empty();
        told = false;
        endTried = Instant.EPOCH;
    }

    private boolean tellEnd(ServerNews news, Instant now, Telling telling) {
        if (!isDue(now, endTried, AFTER_A_FAULT)) {
            return false;
        }
        endTried = now;
        return telling.tell(news, since.orElseThrow());
    }

    private static boolean isDue(Instant now, Instant tried, Duration pause) {
        // a clock that went back must not silence it
        return !now.isBefore(tried.plus(pause)) || now.isBefore(tried);
    }

    /** Tells the administrator. */
    @FunctionalInterface
    interface Telling {
        /** Answers whether it was told. */
        boolean tell(ServerNews news, Instant since);
    }
}
