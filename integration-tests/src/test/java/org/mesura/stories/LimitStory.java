/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;
import static org.mesura.stories.ServerExtension.address;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/** What a limit lets pass and what it does not. */
class LimitStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final String EVA = "eva@outside.example";

    @Test
    void nPlusFirstMessageShouldBeRefusedAndTheFirstNDelivered() {
        try (Person ana = Person.join(JAMES, "ana@five.example")) {
            List<String> sent = new ArrayList<>();
            for (int letter = 1; letter <= 5; letter++) {
                sent.add(ana.writeAndAwaitReview(EVA).header("Message-ID"));
            }
            Letter excess = ana.writeAndAwaitReview(EVA);

            String report = ana.awaitReports(1).get(0);
            assertThat(report)
                    .contains("Return-Path: <>", "report-type=delivery-status", excess.header("Message-ID"))
                    .contains("Action: failed", "Status: 5.7.1", EVA);
            assertThat(ana.ledger().used("messages")).isEqualTo(5);
            assertThat(ana.ledger().refused()).isEqualTo(1);
            assertThat(JAMES.sink().await(5, BOUND)).hasSize(5).allMatch(mail -> sent.stream()
                    .anyMatch(mail.text()::contains));
        }
    }

    @Test
    void messageToTooManyShouldBeRefusedWholeAndCostNothing() {
        try (Person ana = Person.join(JAMES, "ana@narrow.example");
                Person beto = Person.join(JAMES, "beto@narrow.example")) {
            Letter wide = ana.writeAndAwaitReview(EVA, "leo@outside.example", "mia@outside.example", beto.address());

            assertThat(ana.awaitReports(1).get(0))
                    .contains("Status: 5.5.3", EVA, "leo@outside.example", "mia@outside.example", beto.address());
            assertThat(ana.ledger().sent()).isZero();

            Letter single = ana.write(EVA, beto.address());

            assertThat(JAMES.sink().await(1, BOUND)).hasSize(1).allMatch(mail -> isOf(mail, single));
            assertThat(beto.awaitMail(1, text -> true)).hasSize(1).noneMatch(text -> contains(text, wide));
        }
    }

    @Test
    void twoWindowsShouldBothBeEnforced() {
        try (Person wide = Person.join(JAMES, "wide@both.example");
                Person busy = Person.join(JAMES, "busy@both.example")) {
            wide.writeAndAwaitReview(EVA, "leo@outside.example", "mia@outside.example", "noa@outside.example");
            wide.writeAndAwaitReview(EVA);
            for (int letter = 1; letter <= 4; letter++) {
                busy.writeAndAwaitReview(EVA);
            }

            assertThat(wide.ledger().refused()).isEqualTo(1);
            assertThat(wide.ledger().remaining("recipients")).isZero();
            assertThat(wide.ledger().remaining("messages")).isEqualTo(2);
            assertThat(busy.ledger().refused()).isEqualTo(1);
            assertThat(busy.ledger().remaining("recipients")).isEqualTo(1);
            assertThat(busy.ledger().remaining("messages")).isZero();
        }
    }

    @Test
    void messageToManyDomainsShouldBeChargedOnce() {
        List<String> outside = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> "eva@d" + number + ".outside.example")
                .toList();
        try (Person ana = Person.join(JAMES, "domains@one.example");
                Person beto = Person.join(JAMES, "domains@two.example")) {
            List<String> everybody = new ArrayList<>(outside);
            everybody.addAll(List.of(beto.address(), address("carla")));
            Letter letter = ana.writeAndAwaitReview(everybody.toArray(String[]::new));

            // James delivers it in several mails, all of them one submission.
            List<String> reached = JAMES.sink().await(1, BOUND).get(0).recipients();
            assertThat(reached).containsExactlyInAnyOrderElementsOf(outside);
            assertThat(beto.awaitMail(1, text -> contains(text, letter))).hasSize(1);
            assertThat(ana.ledger().sent()).isEqualTo(1);
            assertThat(ana.ledger().recipients()).isEqualTo(42);
            assertThat(ana.ledger().externalRecipients()).isEqualTo(40);
            assertThat(ana.ledger().refused()).isZero();
        }
    }

    @Test
    void messageInsideShouldPassWhenTheExternalLimitIsUsedUp() {
        try (Person ana = Person.join(JAMES, "ana@outward.example");
                Person beto = Person.join(JAMES, "beto@outward.example")) {
            ana.writeAndAwaitReview(EVA, "leo@outside.example");
            ana.writeAndAwaitReview("mia@outside.example");
            Letter inside = ana.writeAndAwaitReview(beto.address(), address("beto"));

            assertThat(beto.awaitMail(1, text -> contains(text, inside))).hasSize(1);
            assertThat(ana.ledger().sent()).isEqualTo(2);
            assertThat(ana.ledger().refused()).isEqualTo(1);
        }
    }

    @Test
    void messageToTheHelpDeskShouldAlwaysPass() {
        try (Person ana = Person.join(JAMES, "helpless@one.example");
                Person desk = Person.known(JAMES, address("mesa.ayuda"))) {
            ana.writeAndAwaitReview(EVA);
            Letter question = ana.writeAndAwaitReview(desk.address());
            Letter copied = ana.writeAndAwaitReview(desk.address(), EVA);

            assertThat(desk.awaitMail(1, text -> contains(text, question))).hasSize(1);
            assertThat(ana.awaitReports(1).get(0)).contains(copied.header("Message-ID"));
            assertThat(ana.ledger().sent()).isEqualTo(2);
            assertThat(JAMES.sink().mails()).noneMatch(mail -> isOf(mail, copied));
        }
    }

    private static boolean isOf(ReceivedMail mail, Letter letter) {
        return contains(mail.text(), letter);
    }

    private static boolean contains(String text, Letter letter) {
        return text.contains(letter.header("Message-ID"));
    }
}
