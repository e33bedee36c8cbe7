/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.util.Random;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

class TimelineTest extends OverHttp {
    private static final String TIMELINE = "/accounts/ana@localhost/timeline";

    @Test
    void dayShouldBeShownInSlicesOfAQuarterOfAnHourTheOldestFirst() throws Exception {
        send("1");
        edge.clock.advance(Duration.ofMinutes(15));
        send("2");
        send("3");
        send("refused");
        edge.clock.advance(Duration.ofMinutes(14));
        var reply = api.get(TIMELINE);
        JsonNode page = api.page(TIMELINE);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(page.path("sliceSeconds").asLong()).isEqualTo(900);
        assertThat(page.path("slices")).hasSize(96);
        assertThat(page.at("/slices/0/from").asText()).isEqualTo("2026-11-23T12:29:00Z");
        assertThat(page.at("/slices/94"))
                .hasToString("{\"from\":\"2026-11-24T11:59:00Z\",\"messages\":1,\"externalRecipients\":2,"
                        + "\"refused\":0}");
        assertThat(page.at("/slices/95"))
                .hasToString("{\"from\":\"2026-11-24T12:14:00Z\",\"messages\":2,\"externalRecipients\":4,"
                        + "\"refused\":1}");
    }

    @Test
    void sendShouldBeInTheSliceThatEndsWithIt() throws Exception {
        send("1");
        assertThat(messagesIn(95)).isOne();

        edge.clock.advance(Duration.ofMinutes(15));
        assertThat(messagesIn(95)).isZero();
        assertThat(messagesIn(94)).isOne();

        edge.clock.advance(Duration.ofHours(24).minusMinutes(15).minusMillis(1));
        assertThat(messagesIn(0)).isOne();
        edge.clock.advance(Duration.ofMillis(1));
        assertThat(messagesIn(0)).isZero();
    }

    @Test
    void slicesShouldAddUpToTheDay() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int message = 0; message < 200; message++) {
            edge.clock.advance(Duration.ofMillis(random.nextInt(900_000)));
            send("m" + message);
        }

        assertThat(StreamSupport.stream(api.page(TIMELINE).path("slices").spliterator(), false)
                        .mapToLong(slice -> slice.path("messages").asLong())
                        .sum())
                .as("seed %s", seed)
                .isEqualTo(api.page("/accounts/ana@localhost")
                        .at("/sentLastDay/messages")
                        .asLong());
    }

    @Test
    void dayShouldBeEmptyWhenAUserNeverSentAndUnknownWhenNobodyIsCalledSo() throws Exception {
        assertThat(api.page("/accounts/carla@localhost/timeline")
                        .at("/slices/95/messages")
                        .asLong())
                .isZero();
        assertThat(api.get("/accounts/nobody@localhost/timeline").statusCode()).isEqualTo(404);
        assertThat(api.get("/accounts/%01/timeline").statusCode()).isEqualTo(400);
        assertThat(api.get(TIMELINE + "?hours=2").statusCode()).isEqualTo(400);
    }

    private void send(String id) {
        edge.book()
                .decide(
                        request(id, messages(3, HOUR), external(1_000, HOUR))
                                .from("ana@localhost")
                                .to(0, 1, 2)
                                .build(),
                        edge.clock.instant());
    }

    private long messagesIn(int slice) throws Exception {
        return api.page(TIMELINE).at("/slices/" + slice + "/messages").asLong();
    }
}
