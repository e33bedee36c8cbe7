/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesura.mailet.Edge;
import org.mesura.mailet.ReviewSubmission;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;

/**
 * What a recipient costs at the door, once warm: the processor's time, of the best of some rounds, for what else a
 * machine does says nothing about it.
 */
class DoorCostTest {
    private static final Duration MOST = Duration.ofNanos(50_000);
    private static final int ROUNDS = 20;
    private static final int RECIPIENTS_OF_A_ROUND = 1_000;
    private static final int MESSAGES_OF_A_BUSY_DAY = 400;

    private static final Sender ANA = new Sender("ana@localhost");
    private static final MailAddress OUTSIDER = Edge.address("x@outside.example");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private enum Situation {
        /** Every recipient is let pass. */
        ORDINARY,
        /** Every recipient is refused. */
        SUSPENDED,
        /** Every further recipient is refused, for the hundred before it. */
        BEYOND_A_HUNDRED;

        void arrange(Edge edge, Connection ana, RefuseAtTheDoor door) {
            switch (this) {
                case ORDINARY -> {}
                case SUSPENDED -> edge.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
                case BEYOND_A_HUNDRED -> ana.rcpt(door, outsiders(100));
            }
        }

        boolean refuses() {
            return this != ORDINARY;
        }
    }

    @ParameterizedTest
    @EnumSource
    void recipientShouldCostNextToNothing(Situation situation) throws Exception {
        Edge edge = new Edge("<assignments default='staff'/>");
        RefuseAtTheDoor door = Doors.of(edge);
        Connection ana = Connection.of(ANA.account());
        sendAllDay(edge);
        situation.arrange(edge, ana, door);
        assertThat(Connection.isRefusal(rcpt(door, ana))).isEqualTo(situation.refuses());

        long nanos = LongStream.generate(() -> nanosOf(door, ana))
                .limit(ROUNDS)
                .min()
                .orElseThrow();

        System.out.printf("a recipient at the door, %s: %.1f us%n", situation, nanos / 1_000.0);
        assertThat(nanos).isPositive().isLessThanOrEqualTo(MOST.toNanos());
    }

    /** Leaves the account with a long record, as a review finds it in the evening. */
    private static void sendAllDay(Edge edge) throws Exception {
        ReviewSubmission review = edge.review();
        for (int message = 0; message < MESSAGES_OF_A_BUSY_DAY; message++) {
            edge.clock.advance(Duration.ofSeconds(60));
            review.service(Edge.submitted("Mail-" + message, "p" + message + "@outside.example")
                    .build());
        }
    }

    private static long nanosOf(RefuseAtTheDoor door, Connection connection) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int recipient = 0; recipient < RECIPIENTS_OF_A_ROUND; recipient++) {
            rcpt(door, connection);
        }
        return (THREADS.getCurrentThreadCpuTime() - begin) / RECIPIENTS_OF_A_ROUND;
    }

    private static HookResult rcpt(RefuseAtTheDoor door, Connection connection) {
        return door.doRcpt(connection.session(), MaybeSender.nullSender(), OUTSIDER);
    }

    private static String[] outsiders(int number) {
        return IntStream.range(0, number).mapToObj(n -> n + "@outside.example").toArray(String[]::new);
    }
}
