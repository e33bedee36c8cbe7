/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What answers or returns Mesura's own mail, and where that ends. */
interface Loops {
    /** Whom Mesura's notices come from. */
    String POSTMASTER = "postmaster@alcaldia.example";

    ServerExtension james();

    @Test
    default void vacationReplyShouldNotAnswerGuidance() {
        try (Person absent = Person.of(james(), "ausente@few.example");
                Person colleague = Person.of(james(), "colega@alcaldia.example");
                Person postmaster = Person.of(james(), POSTMASTER)) {
            absent.jmap().vacation("Back on Monday.");
            colleague.writeTo(absent.address());
            assertThat(colleague.awaitInbox(1).get(0).header("Auto-Submitted")).contains("auto-replied");

            sendOneTooMany(absent);
            absent.awaitInbox(1 + 3);
            Quiet.await(james());

            assertThat(absent.inbox()).as("letter, warning, guidance, report").hasSize(1 + 3);
            assertThat(colleague.inbox()).hasSize(1);
            assertThat(postmaster.inbox()).isEmpty();
            assertThat(james().sink().mails()).hasSize(5);
            assertThat(absent.ledger().at("/sentLastDay/messages").asLong()).isEqualTo(5);
        }
    }

    @Test
    default void bounceOfGuidanceShouldBeTheEndOfIt() {
        String gone = "mudada@elsewhere.outside.example";
        james().sink().refuse(gone, "550 5.1.1 no such user");
        try (Person moved = Person.of(james(), "mudada@few.example");
                Person colleague = Person.of(james(), "cartera@alcaldia.example");
                Person postmaster = Person.of(james(), POSTMASTER)) {
            james().accounts().forward(moved.address(), gone);
            colleague.writeTo(moved.address());
            assertThat(colleague.awaitInbox(1).get(0).isReport()).isTrue();

            sendOneTooMany(moved);
            moved.awaitLedger("/refusedLastDay/messages", 1);
            Quiet.await(james());

            assertThat(moved.inbox()).isEmpty();
            assertThat(colleague.inbox()).hasSize(1);
            assertThat(postmaster.inbox()).isEmpty();
            assertThat(james().sink().mails()).hasSize(5);
            assertThat(moved.ledger().at("/sentLastDay/messages").asLong()).isEqualTo(5);
            assertThat(moved.ledger().at("/refusedLastDay/messages").asLong()).isEqualTo(1);
        }
    }

    private static void sendOneTooMany(Person author) {
        for (int number = 1; number <= 5; number++) {
            author.writeTo("n" + number + "@outside.example");
        }
        author.awaitLedger("/sentLastDay/messages", 5);
        author.writeTo("n6@outside.example");
    }
}
