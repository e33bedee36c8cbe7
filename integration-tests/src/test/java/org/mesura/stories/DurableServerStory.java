/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.ServerExtension.address;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** The flavour {@code durable}: what it accepted outlives it. */
class DurableServerStory implements ServerContract {
    private static final int LETTERS = 50;

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            // these stories are about James keeping mail; fifty letters at once are over the limit of a minute
            .with(settings -> settings.replace("mesura.xml", "<mesura mode=\"enforce\">", "<mesura mode=\"observe\">"));

    @Override
    public ServerExtension james() {
        return JAMES;
    }

    @Test
    void acceptedMailShouldBeDeliveredAfterAKill() {
        List<String> sent = new ArrayList<>();
        List<String> recipients = List.of("eva@outside.example");
        try (SmtpClient smtp = JAMES.smtp("ana")) {
            for (int number = 0; number < LETTERS; number++) {
                Letter letter = Letter.of(address("ana"), recipients);
                assertThat(smtp.send(address("ana"), recipients, letter.bytes()).code())
                        .isEqualTo(250);
                sent.add(letter.header("Message-ID"));
            }
            JAMES.server().kill();
        }
        int before = JAMES.sink().mails().size();
        JAMES.server().restart();

        Await.until(BOUND, "all " + LETTERS + " letters, of which " + before + " came before the kill", () -> {
            List<String> texts =
                    JAMES.sink().mails().stream().map(mail -> mail.text()).toList();
            return sent.stream().allMatch(id -> texts.stream().anyMatch(text -> text.contains(id)));
        });
    }

    @Test
    void peopleAndGroupsShouldOutliveAStop() {
        String longName = "x".repeat(60) + "@" + "y".repeat(60) + ".example";
        Accounts accounts = JAMES.accounts();
        accounts.createDomain("y".repeat(60) + ".example");
        accounts.create(longName);
        accounts.alias(address("ana.maria"), address("ana"));
        // More than James's own column of a hundred characters would hold.
        List<String> members = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> "member" + number + "@outside.example")
                .toList();
        members.forEach(member -> accounts.group(address("todos"), member));

        JAMES.server().restart();

        assertThat(JAMES.server().webAdmin().get("/users").body()).contains(longName);
        try (SmtpClient smtp = JAMES.smtp("beto");
                ImapMailbox ana = JAMES.mailbox("ana")) {
            List<String> recipients = List.of(address("todos"), address("ana.maria"));
            smtp.send(
                    address("beto"),
                    recipients,
                    Letter.of(address("beto"), recipients).bytes());

            assertThat(ana.await(ImapMailbox.INBOX, 1, BOUND)).hasSize(1);
        }
        Await.until(BOUND, "mail for every member", () -> JAMES.sink().mails().stream()
                .flatMap(mail -> mail.recipients().stream())
                .toList()
                .containsAll(members));
    }

    @Test
    void repositoriesShouldBeKnownAfterAStop() {
        JAMES.server().restart();

        assertThat(JAMES.server().webAdmin().get("/mailRepositories").body()).contains("var/mail/error");
    }
}
