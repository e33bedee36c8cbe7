/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.mesura.journal.Decisions;
import org.mesura.journal.Judged;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows what was not plainly accepted lately. */
final class DecisionRoutes {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("account", "verdict", "since", "most");
    private static final ImmutableSet<String> VERDICTS = ImmutableSet.of("advise", "defer", "hold", "refuse");
    private static final int DEFAULT_MOST = 100;

    private final Decisions decisions;
    private final Directory directory;
    private final InstantSource clock;

    DecisionRoutes(Decisions decisions, Directory directory, InstantSource clock) {
        this.decisions = decisions;
        this.directory = directory;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/decisions", this::latest);
    }

    private String latest(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        Optional<Sender> account = directory.asked(request);
        return Json.of(
                lines(decisions.latest(
                        account,
                        Parameters.text(request, "verdict").map(DecisionRoutes::verdict),
                        Parameters.since(request),
                        Parameters.number(request, "most", DEFAULT_MOST),
                        clock.instant())),
                response);
    }

    private static String verdict(String text) {
        if (!VERDICTS.contains(text)) {
            throw Halt.invalid("query parameter 'verdict' must be one of " + String.join(", ", VERDICTS) + "; got "
                    + Halt.quote(text));
        }
        return text;
    }

    static ImmutableList<Line> lines(ImmutableList<Judged> all) {
        return all.stream().map(Line::of).collect(ImmutableList.toImmutableList());
    }

    /** A {@link Judged} as JSON. */
    record Line(
            Instant at,
            String where,
            String account,
            String submission,
            String verdict,
            boolean observed,
            String reason,
            @JsonUnwrapped Judged.Figures figures,
            long recipients,
            long externalRecipients,
            String policy) {
        static Line of(Judged judged) {
            return new Line(
                    judged.at(),
                    judged.where().id(),
                    judged.sender().account(),
                    judged.submission(),
                    judged.verdict(),
                    judged.observed(),
                    judged.reason(),
                    judged.figures(),
                    judged.recipients(),
                    judged.external(),
                    judged.policy());
        }
    }
}
