/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What answers or returns Mesura's own mail, and where that ends. */
class LoopStory {
    /** Whom Mesura's notices come from. */
    private static final String POSTMASTER = "postmaster@alcaldia.example";

    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    @Test
    void vacationReplyShouldNotAnswerGuidance() {
        try (Person absent = Person.join(JAMES, "ausente@few.example");
                Person colleague = Person.join(JAMES, "colega@alcaldia.example");
                Person postmaster = Person.join(JAMES, POSTMASTER)) {
            absent.jmap().vacation("Back on Monday.");
            colleague.write(absent.address());
            assertThat(colleague.inbox().await(1).get(0).header("Auto-Submitted"))
                    .contains("auto-replied");

            sendOneTooMany(absent);
            absent.inbox().await(1 + 3);
            Quiet.await(JAMES);

            assertThat(absent.inbox().mails())
                    .as("letter, warning, guidance, report")
                    .hasSize(1 + 3);
            assertThat(colleague.inbox().mails()).hasSize(1);
            assertThat(postmaster.inbox().mails()).isEmpty();
            assertThat(JAMES.sink().mails()).hasSize(5);
            assertThat(absent.ledger().sent()).isEqualTo(5);
        }
    }

    @Test
    void bounceOfGuidanceShouldBeTheEndOfIt() {
        String gone = "mudada@elsewhere.outside.example";
        JAMES.sink().refuse(gone, "550 5.1.1 no such user");
        try (Person moved = Person.join(JAMES, "mudada@few.example");
                Person colleague = Person.join(JAMES, "cartera@alcaldia.example");
                Person postmaster = Person.join(JAMES, POSTMASTER)) {
            JAMES.accounts().forward(moved.address(), gone);
            colleague.write(moved.address());
            assertThat(colleague.inbox().await(1).get(0).isReport()).isTrue();

            sendOneTooMany(moved);
            moved.awaitReviews(6);
            Quiet.await(JAMES);

            assertThat(moved.inbox().mails()).isEmpty();
            assertThat(colleague.inbox().mails()).hasSize(1);
            assertThat(postmaster.inbox().mails()).isEmpty();
            assertThat(JAMES.sink().mails()).hasSize(5);
            assertThat(moved.ledger().sent()).isEqualTo(5);
            assertThat(moved.ledger().refused()).isEqualTo(1);
        }
    }

    private static void sendOneTooMany(Person author) {
        for (int number = 1; number <= 5; number++) {
            author.write("n" + number + "@outside.example");
        }
        author.awaitReviews(5);
        author.write("n6@outside.example");
    }
}
