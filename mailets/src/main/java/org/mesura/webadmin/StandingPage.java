/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.mesura.review.Permits;
import org.mesura.review.Suspension;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

/** What of an account the API shows besides figures of what it sent. */
final class StandingPage {
    private StandingPage() {}

    /** The turns that are reserved: how many wait, when the first and the last goes. */
    record Reserved(long waiting, Optional<Instant> next, Optional<Instant> last) {
        static Reserved of(SendRecord reserved) {
            List<Sent> turns = reserved.sent();
            // a row may stand for several messages, or for one that counts for nothing because a permit pays
            long waiting = turns.stream()
                    .mapToLong(turn -> Math.max(1, turn.charge().messages()))
                    .sum();
            return new Reserved(
                    waiting,
                    turns.stream().findFirst().map(Sent::at),
                    turns.stream().map(Sent::at).reduce((before, after) -> after));
        }
    }

    /** That the account may not send to outsiders; without {@code until}, until an administrator lifts it. */
    record Suspended(Instant since, Optional<Instant> until, String cause) {
        static Suspended of(Suspension suspension) {
            return new Suspended(
                    suspension.since(), suspension.until(), suspension.cause().id());
        }
    }

    /** A permit, whether it holds now, is over or is still to come. */
    record Granted(
            String id,
            Instant from,
            Instant until,
            boolean holds,
            long externalRecipients,
            long used,
            long remaining,
            String reason,
            String grantor) {
        static Granted of(Permits.Use use, Instant now) {
            return new Granted(
                    use.permit().id(),
                    use.permit().from(),
                    use.permit().until(),
                    use.permit().holdsAt(now),
                    use.permit().externalRecipients(),
                    use.used(),
                    use.remaining(),
                    use.permit().reason(),
                    use.permit().grantor());
        }
    }
}
