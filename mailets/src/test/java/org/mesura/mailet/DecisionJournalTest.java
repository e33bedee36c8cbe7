/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.journal.Decisions;
import org.mesura.journal.Judged;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

class DecisionJournalTest {
    private final Edge edge = new Edge(Edge.SMALL);

    private ImmutableList<Judged> all(Decisions decisions) {
        return decisions.latest(Optional.empty(), Optional.empty(), Instant.MIN, 100, edge.clock.instant());
    }

    private void send(Edge by, String... ids) throws Exception {
        for (String id : ids) {
            by.review()
                    .service(Edge.submitted(id, "x@outside.example", "beto@localhost")
                            .build());
        }
    }

    @Test
    void refusedMessageShouldBeTakenDownWithItsFiguresAndAcceptedOnesNot() throws Exception {
        send(edge, "Mail-1", "Mail-2", "Mail-3");

        assertThat(all(edge.decisions))
                .containsExactly(new Judged(
                        Edge.NOON,
                        Judged.Where.SPOOL,
                        new Sender("ana@localhost"),
                        "Mail-3",
                        "refuse",
                        false,
                        "over-limit",
                        new Judged.Figures(
                                Optional.of("messages per 1h"),
                                Optional.of(2L),
                                Optional.of(2L),
                                Optional.of(1L),
                                Optional.of(Edge.NOON.plusSeconds(3_600))),
                        2,
                        1,
                        "small"));
        assertThat(all(edge.decisions).toString()).doesNotContain("outside.example", "beto", "A word on");
    }

    @Test
    void observedVerdictShouldSaySo() throws Exception {
        Edge observing = Edge.observing(Edge.SMALL);
        send(observing, "Mail-1", "Mail-2", "Mail-3");

        assertThat(all(observing.decisions)).singleElement().satisfies(judged -> assertThat(judged.observed())
                .isTrue());
    }

    @Test
    void faultShouldBeCountedAndStopNothing() throws Exception {
        Decisions broken = new Decisions(number -> {
            throw new IllegalStateException("the store is broken");
        });
        send(edge, "Mail-1", "Mail-2");
        var mail = Edge.submitted("Mail-3", "x@outside.example").build();
        edge.review().service(mail);
        new DecisionJournal(broken, edge.alarm).ofReview(Verdict.of(mail).orElseThrow());

        assertThat(edge.alarm.count()).isEqualTo(1);
    }
}
