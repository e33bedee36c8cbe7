/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;

/** An administrator changes {@code mesura.xml} while James runs. */
class ReloadStory {
    private static final Duration PROMISED = Duration.ofSeconds(10);

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory();

    private static void write(String settings) throws IOException {
        Files.writeString(JAMES.server().work().resolve("conf/mesura.xml"), settings);
    }

    private static String mode() {
        return JAMES.server()
                .webAdmin()
                .get("/mesura/accounts/" + ServerExtension.address("ana"))
                .expect(200)
                .json()
                .at("/mode")
                .asText();
    }

    private static String health() {
        return JAMES.server().webAdmin().get("/healthcheck/checks/Mesura").body();
    }

    @Test
    void changeShouldComeIntoForceWithinTenSecondsAndABrokenOneShouldChangeNothingButTheHealth() throws IOException {
        write("<mesura mode='observe'/>");
        Await.until(PROMISED, "mode observe", () -> mode().equals("observe"));

        write("<mesura mode='off'><notices perHour='0'/></mesura>");
        Await.until(PROMISED, "a degraded health", () -> health().contains("degraded"));

        assertThat(health()).contains("mode").contains("perHour");
        assertThat(mode()).isEqualTo("observe");

        write("<mesura mode='enforce'/>");
        Await.until(PROMISED, "mode enforce", () -> mode().equals("enforce"));

        assertThat(health()).contains("healthy");
    }

    @Test
    void memberWrittenIntoAGroupsFileShouldGoByItsPolicyWithinTenSeconds() throws IOException {
        Path members = JAMES.server().work().resolve("conf/groups/prensa.txt");
        Files.createDirectories(members.getParent());
        Files.writeString(members, "# nobody yet\n");
        write("<mesura><assignments><group name='prensa' policy='communications' members='groups/prensa.txt'/>"
                + "</assignments></mesura>");
        Await.until(PROMISED, "the default", () -> source().equals("default"));

        Files.writeString(members, ServerExtension.address("ana") + "\n");

        Await.until(PROMISED, "the group's policy", () -> source().equals("group prensa"));
    }

    private static String source() {
        return JAMES.server()
                .webAdmin()
                .get("/mesura/accounts/" + ServerExtension.address("ana"))
                .expect(200)
                .json()
                .at("/policySource")
                .asText();
    }
}
