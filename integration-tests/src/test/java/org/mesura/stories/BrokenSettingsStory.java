/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.runner.Await;
import org.mesura.runner.RunningServer;

import com.fasterxml.jackson.databind.JsonNode;

/** An administrator's mistakes in {@code mesura.xml}, found at a start. */
class BrokenSettingsStory {
    private static final String GOOD = """
            <mesura>
              <institution>
                <language>en</language><administrator>soporte@alcaldia.example</administrator>
              </institution>
              <policies>
                <policy name="two"><limit measure="messages" quantity="2" window="1d"/>
                  <overLimit>bounce</overLimit></policy>
              </policies>
              <assignments default="two"/>
            </mesura>
            """;

    private static final String BROKEN = """
            <mesura mode="enforced">
              <policies>
                <policy name="two"><limit measure="messages" quantity="0" window="1d"/></policy>
                <policy name="interns"><limit measure="letters" quantity="5" window="1d"/></policy>
              </policies>
              <assignments default="nobody"/>
            </mesura>
            """;

    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final String[] MISTAKES = {
        "mode",
        "got 'enforced'",
        "must be at least 1, got '0' (policy 'two', ",
        "got 'letters' (policy 'interns', ",
        "got 'nobody'"
    };

    private static final AtomicReference<String> SETTINGS = new AtomicReference<>(GOOD);

    @RegisterExtension
    static final ServerExtension JAMES =
            ServerExtension.durable().with(settings -> settings.edit("mesura.xml", shipped -> SETTINGS.get()));

    @Test
    void lastGoodCopyShouldBeInForceWhenSettingsAreBroken() {
        assertThat(health().path("status").asText()).isEqualTo("healthy");
        SETTINGS.set(BROKEN);
        JAMES.server().restart();

        assertThat(JAMES.server().log()).contains(MISTAKES).contains("policy.last-good.xml is");
        assertThat(health().path("status").asText()).isEqualTo("degraded");
        assertThat(health().path("cause").asText()).contains(MISTAKES);
        try (Person author = Person.join(JAMES, "ana@alcaldia.example")) {
            author.write("n1@outside.example");
            author.write("n2@outside.example");
            author.awaitReviews(2);
            author.write("n3@outside.example");
            author.awaitReviews(3);

            assertThat(author.ledger().refused()).isEqualTo(1);
        }
        try (Person administrator = Person.known(JAMES, "soporte@alcaldia.example")) {
            ParsedMail letter = letter(administrator);

            assertThat(letter.header("Auto-Submitted")).contains("auto-generated");
            assertThat(letter.text().replaceAll("\\s+", " ")).contains(MISTAKES);
        }
    }

    @Test
    void serverShouldNotStartWhenSettingsAreBrokenAndThereIsNoGoodCopy(@TempDir Path work) throws IOException {
        assertThatThrownBy(() -> RunningServer.settings()
                        .work(work)
                        .freePorts()
                        .edit("mesura.xml", shipped -> BROKEN)
                        .start()
                        .close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("James ended with 1");

        assertThat(Files.readString(work.resolve("james.log"))).contains(MISTAKES);
    }

    /** Another tells of ana, who goes on over her limit; which is the first depends on the machine. */
    private static ParsedMail letter(Person administrator) {
        return Await.value(BOUND, "a letter on the settings", () -> administrator.inbox().mails().stream()
                .filter(mail -> mail.subject().equals("conf/mesura.xml has mistakes and is not in force"))
                .findFirst());
    }

    private static JsonNode health() {
        return JAMES.server()
                .webAdmin()
                .get("/healthcheck/checks/Mesura")
                .expect(200)
                .json();
    }
}
