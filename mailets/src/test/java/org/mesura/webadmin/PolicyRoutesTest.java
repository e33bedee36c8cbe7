/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Edge;

class PolicyRoutesTest {
    @TempDir
    Path folder;

    private final Edge edge = new Edge(Edge.SMALL + """
            <caps>
              <institution externalRecipients="3" window="1d"/>
              <domain name="other.example" externalRecipients="5" window="1h"/>
            </caps>
            """);
    private Api api;

    @BeforeEach
    void start() throws Exception {
        api = new Api(folder, edge);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void policyShouldSayItsVersionAndSinceWhenItIsInForce() throws Exception {
        edge.clock.advance(Duration.ofMinutes(1));
        Files.writeString(api.file, "<mesura mode='observe'/>");
        api.inForce.refresh(edge.clock.instant());
        var reply = api.get("/policy");
        var policy = api.page("/policy");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(policy.at("/version").asInt()).isEqualTo(2);
        assertThat(policy.at("/since").asText()).isEqualTo("2026-11-24T12:01:00Z");
        assertThat(policy.at("/mode").asText()).isEqualTo("observe");
        assertThat(policy.at("/source").asText()).isEqualTo(api.file.toString());
        assertThat(policy.at("/degraded").asBoolean()).isFalse();
        assertThat(policy.at("/mistakes").toString()).isEqualTo("[]");
    }

    @Test
    void policyShouldSayAllMistakesWhenTheFileIsBroken() throws Exception {
        edge.clock.advance(Duration.ofMinutes(1));
        Files.writeString(api.file, "<mesura mode='off'><polices/></mesura>");
        api.inForce.refresh(edge.clock.instant());
        var policy = api.page("/policy");

        assertThat(policy.at("/version").asInt()).isEqualTo(1);
        assertThat(policy.at("/since").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(policy.at("/mode").asText()).isEqualTo("enforce");
        assertThat(policy.at("/degraded").asBoolean()).isTrue();
        assertThat(policy.at("/mistakes"))
                .hasSize(2)
                .anySatisfy(mistake -> assertThat(mistake.asText()).contains("'off'"))
                .anySatisfy(mistake -> assertThat(mistake.asText()).contains("polices"));
    }

    @Test
    void capsShouldSayHowFullTheyAre() throws Exception {
        api.send("Mail-1", "ana@localhost");

        assertThat(api.get("/caps").statusCode()).isEqualTo(200);
        assertThat(api.get("/caps").body())
                .isEqualTo("[{\"name\":\"institution per 1d\",\"quantity\":3,\"windowSeconds\":86400,"
                        + "\"used\":1,\"remaining\":2,\"percent\":33},"
                        + "{\"name\":\"domain other.example per 1h\",\"quantity\":5,\"windowSeconds\":3600,"
                        + "\"used\":0,\"remaining\":5,\"percent\":0}]");
    }
}
