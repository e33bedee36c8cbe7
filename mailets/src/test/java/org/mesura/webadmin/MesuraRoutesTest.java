/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.mailet.Edge;
import org.mesura.policy.Permit;
import org.mesura.policy.Presets;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;

import com.google.common.primitives.ImmutableLongArray;

/** One account, as {@code GET /mesura/accounts/{address}} shows it. */
class MesuraRoutesTest extends OverHttp {
    private static final Sender ANA = new Sender("ana@localhost");
    private static final String PAGE = "/accounts/ana@localhost";

    @Test
    void accountShouldBeShownWhenItSent() throws Exception {
        api.send("Mail-1", "ana@localhost");
        var reply = api.get("/accounts/Ana@localhost");
        var account = api.page("/accounts/Ana@localhost");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(account.at("/account").asText()).isEqualTo("ana@localhost");
        assertThat(account.at("/policy").asText()).isEqualTo("small");
        assertThat(account.at("/mode").asText()).isEqualTo("enforce");
        assertThat(account.at("/usage/0/used").asLong()).isEqualTo(1);
        assertThat(account.at("/usage/0/windowSeconds").asLong()).isEqualTo(3_600);
        assertThat(account.at("/sentLastDay/externalRecipients").asLong()).isEqualTo(1);
        assertThat(reply.body()).doesNotContain("outside.example", "beto");
    }

    @Test
    void accountShouldBeShownWhenItIsAUserWhoNeverSent() throws Exception {
        assertThat(api.get("/accounts/carla@localhost").statusCode()).isEqualTo(200);
        var account = api.page("/accounts/carla@localhost");

        assertThat(account.at("/sentLastDay/messages").asLong()).isZero();
        assertThat(account.at("/reserved").toString()).isEqualTo("{\"waiting\":0}");
        assertThat(account.at("/permits").toString()).isEqualTo("[]");
        assertThat(account.has("suspension")).isFalse();
    }

    @Test
    void limitShouldSayWhenItIsFreeOnlyWhenNothingFitsNow() throws Exception {
        api.send("Mail-1", "ana@localhost");
        assertThat(api.page(PAGE).at("/usage/0").has("freeAt")).isFalse();

        edge.clock.advance(Duration.ofMinutes(10));
        api.send("Mail-2", "ana@localhost");
        var usage = api.page(PAGE).at("/usage");

        assertThat(usage.at("/0/remaining").asLong()).isZero();
        assertThat(usage.at("/0/freeAt").asText()).isEqualTo("2026-11-24T13:00:00Z");
        assertThat(usage.at("/1").has("freeAt")).isFalse();
    }

    @Test
    void turnsShouldBeShownWhenTheyAreReserved() throws Exception {
        for (int second = 0; second < 4; second++) {
            edge.book()
                    .decide(
                            request("m" + second, messages(2, HOUR))
                                    .from("ana@localhost")
                                    .deferring(Duration.ofHours(4))
                                    .build(),
                            Edge.NOON.plusSeconds(second));
        }
        edge.clock.advance(Duration.ofSeconds(4));

        assertThat(api.page(PAGE).at("/reserved").toString())
                .isEqualTo("{\"waiting\":2,\"next\":\"2026-11-24T13:00:00Z\",\"last\":\"2026-11-24T13:00:01Z\"}");
    }

    @Test
    void turnShouldCountAsSentWhenItHasCome() throws Exception {
        for (int message = 0; message < 3; message++) {
            edge.book()
                    .decide(
                            request("m" + message, messages(2, HOUR))
                                    .from("ana@localhost")
                                    .deferring(Duration.ofHours(4))
                                    .build(),
                            Edge.NOON);
        }
        edge.clock.advance(HOUR);
        var account = api.page(PAGE);

        assertThat(account.at("/reserved").toString()).isEqualTo("{\"waiting\":0}");
        assertThat(account.at("/usage/0/used").asLong()).isEqualTo(1);
    }

    @Test
    void suspensionShouldBeShownWhileItHolds() throws Exception {
        edge.book().change(ANA, Accounts.suspend(Optional.of(HOUR), Edge.NOON), Edge.NOON);
        assertThat(api.page(PAGE).at("/suspension").toString())
                .isEqualTo("{\"since\":\"2026-11-24T12:00:00Z\",\"until\":\"2026-11-24T13:00:00Z\","
                        + "\"cause\":\"administrator\"}");

        edge.clock.advance(HOUR);
        assertThat(api.page(PAGE).has("suspension")).isFalse();
    }

    @Test
    void permitShouldBeShownBeforeItHoldsAndAfterwards() throws Exception {
        edge.book()
                .change(
                        ANA,
                        Accounts.grant(new Permit(
                                "congreso",
                                ANA,
                                Edge.NOON.plus(HOUR),
                                Edge.NOON.plus(HOUR).plus(HOUR),
                                600,
                                200,
                                "a congress",
                                "olga@localhost")),
                        Edge.NOON);
        assertThat(api.page(PAGE).at("/permits").toString())
                .isEqualTo("[{\"id\":\"congreso\",\"from\":\"2026-11-24T13:00:00Z\",\"until\":\"2026-11-24T14:00:00Z\","
                        + "\"holds\":false,\"externalRecipients\":600,\"used\":0,\"remaining\":600,"
                        + "\"reason\":\"a congress\",\"grantor\":\"olga@localhost\"}]");

        edge.clock.advance(HOUR);
        assertThat(api.page(PAGE).at("/permits/0/holds").asBoolean()).isTrue();
        edge.clock.advance(HOUR);
        assertThat(api.page(PAGE).at("/permits/0/holds").asBoolean()).isFalse();
    }

    @Test
    void attemptsAndUnknownRecipientsShouldBeCounted() throws Exception {
        for (int message = 0; message < 5; message++) {
            api.send("Mail-" + message, "ana@localhost");
        }
        edge.book()
                .change(
                        ANA,
                        Accounts.unknownRecipients(
                                ImmutableLongArray.of(7, 8), Presets.REMOTE_REFUSALS, Duration.ofDays(1), Edge.NOON),
                        Edge.NOON);
        assertThat(api.page(PAGE).at("/attemptsLastDay").asLong()).isEqualTo(3);
        assertThat(api.page(PAGE).at("/unknownRecipientsLastHour").asLong()).isEqualTo(2);

        edge.clock.advance(HOUR);
        assertThat(api.page(PAGE).at("/attemptsLastDay").asLong()).isEqualTo(3);
        assertThat(api.page(PAGE).at("/unknownRecipientsLastHour").asLong()).isZero();
    }

    @Test
    void messagesShouldAwaitAnAnswerUntilItIsSentOrLate() throws Exception {
        Duration week = Duration.ofDays(7);
        for (String writer : List.of("x@outside.example", "y@outside.example")) {
            edge.book().change(ANA, Accounts.heardFrom(Edge.KEY.ofRecipient(writer), 1, week, Edge.NOON), Edge.NOON);
        }
        assertThat(api.page(PAGE).at("/awaitingAnswer").asLong()).isEqualTo(2);

        api.send("Mail-1", "ana@localhost");
        assertThat(api.page(PAGE).at("/awaitingAnswer").asLong()).isEqualTo(1);
        assertThat(api.get(PAGE).body()).doesNotContain("outside.example");

        edge.clock.advance(week);
        assertThat(api.page(PAGE).at("/awaitingAnswer").asLong()).isZero();
    }

    @Test
    void accountShouldNotBeFoundWhenNobodyIsCalledSo() throws Exception {
        var reply = api.get("/accounts/nobody@localhost");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("notFound", "nobody is called 'nobody@localhost'");
    }

    @Test
    void accountShouldNotBeFoundWhenItCannotBeAName() throws Exception {
        assertThat(api.get("/accounts/a@b@c").statusCode()).isEqualTo(404);
    }

    @Test
    void nameShouldKeepItsPlusWhenItIsEncodedOrNot() throws Exception {
        api.send("Mail-1", "ana+lista@localhost");

        assertThat(api.page("/accounts/ana+lista@localhost").at("/account").asText())
                .isEqualTo("ana+lista@localhost");
        assertThat(api.page("/accounts/ana%2Blista%40localhost").at("/account").asText())
                .isEqualTo("ana+lista@localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "%20, an account name must not be blank",
        "%01ana, 'an account name must be UTF-8 without spaces and control characters, got '",
        "ana%0d%0a, 'an account name must be UTF-8 without spaces and control characters, got '",
        "ana%20maria, without spaces and control characters",
        "%ef%bf%bd, must be UTF-8"
    })
    void requestShouldBeInvalidWhenTheNameIs(String name, String rule) throws Exception {
        var reply = api.get("/accounts/" + name);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "path '/mesura/accounts/{address}': ", rule);
    }

    @Test
    void requestShouldBeInvalidWhenTheNameIsTooLong() throws Exception {
        assertThat(api.get("/accounts/" + "a".repeat(320)).statusCode()).isEqualTo(404);
        var reply = api.get("/accounts/" + "a".repeat(321));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("an account name must have at most 320 characters, got 321");
    }
}
