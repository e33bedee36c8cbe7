/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.review.Reason;

import com.google.common.collect.ImmutableList;

/** The part of {@link Rehearsal} about mail that is kept back, or was: each thing that may become of it, each reason. */
final class RehearsedWaits {
    private RehearsedWaits() {}

    static ImmutableList<Occasion> all() {
        Instant later = Rehearsal.NOW.plusSeconds(7_800);
        Stream<Waited> waits = Stream.of(
                new Waited.ForTurn(1, later, later),
                new Waited.ForTurn(120, Rehearsal.NOW.plusSeconds(60), later),
                new Waited.ForDecision(later),
                new Waited.Returned(Waited.Cause.UNDECIDED, Optional.empty()),
                new Waited.Returned(Waited.Cause.REJECTED, Optional.of("No")),
                new Waited.Returned(Waited.Cause.REJECTED, Optional.empty()),
                new Waited.Returned(Waited.Cause.SUSPENDED, Optional.empty()));
        Stream<Waited> overs = Stream.of(
                new Waited.Over(Rehearsal.NOW, 120, 0, Optional.of(later)),
                new Waited.Over(Rehearsal.NOW, 1, 0, Optional.of(later)),
                new Waited.Over(Rehearsal.NOW, 118, 2, Optional.of(later)),
                new Waited.Over(Rehearsal.NOW, 0, 2, Optional.empty()));
        return Stream.concat(
                        waits.flatMap(RehearsedWaits::kept),
                        overs.map(over -> waited(over, Optional.empty(), Optional.empty())))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<Occasion> kept(Waited waited) {
        return Stream.of(
                        new Reason.OverLimit(Rehearsal.HOURLY, 480, 60, Rehearsal.NOW.plusSeconds(7_800)),
                        new Reason.OverCap(Rehearsal.CAP, 4_990, 20, Rehearsal.NOW.plusSeconds(7_800)),
                        new Reason.Bulk(Rehearsal.EVIDENCE, 150),
                        new Reason.NeverFits(Rehearsal.HOURLY, 600))
                .map(Optional::<Reason>of)
                .flatMap(reason -> Stream.concat(
                        Stream.of(waited(waited, reason, Optional.of(Rehearsal.MESSAGE))),
                        waited.kind().needsMessage()
                                ? Stream.empty()
                                : Stream.of(
                                        waited(waited, reason, Optional.empty()),
                                        waited(waited, Optional.empty(), Optional.empty()))));
    }

    private static Occasion waited(Waited waited, Optional<Reason> reason, Optional<Message> message) {
        return new Occasion(
                waited.kind(),
                Rehearsal.ACCOUNT,
                message,
                reason,
                "staff",
                Rehearsal.USAGE,
                Rehearsal.NOW,
                Optional.of(waited));
    }
}
