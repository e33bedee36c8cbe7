/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.client.WebAdmin;

import com.fasterxml.jackson.databind.JsonNode;

/** Where WebAdmin asks for a token, every route of ours does, and serves whoever has one. */
class TokenStory {
    private static final Tokens TOKENS = new Tokens();

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory()
            .with(TestConfiguration.mesura("""
                    <mesura>
                      <policies>
                        <policy name="one"><limit measure="messages" quantity="1" window="1h"/>
                          <overLimit>hold</overLimit></policy>
                      </policies>
                      <assignments default="one"/>
                      <permits><permit id="congreso" account="ana@alcaldia.example" from="2026-01-01T00:00"
                        until="2026-01-02T00:00" externalRecipients="20" reason="a congress" grantor="olga"/></permits>
                    </mesura>
                    """))
            .with(settings -> settings.edit(
                            "webadmin.properties",
                            text -> text + "\njwt.enabled=true\njwt.publickeypem.url=file://conf/jwt_publickey\n")
                    .edit("jwt_publickey", none -> TOKENS.publicKey())
                    .token(TOKENS.of("olga@alcaldia.example", true)));

    private static final String ANA = "/mesura/accounts/ana@alcaldia.example";

    /**
     * A method and a path with its parameters in braces; the type of its body and an example, if it takes one; whether there
     * is anything that it may find invalid.
     */
    private record Route(String method, String path, String query, String type, String body, boolean refuses) {
        String path(String account, String id) {
            return path.replace("{account}", account).replace("{id}", id);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static WebAdmin olga() {
        return JAMES.server().webAdmin();
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        JsonNode paths = olga().get("/mesura/openapi.json").expect(200).json().at("/paths");
        for (Iterator<Map.Entry<String, JsonNode>> all = paths.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> path = all.next();
            for (String method : List.of("get", "put", "post", "delete")) {
                if (path.getValue().has(method)) {
                    routes.add(route(method, path.getKey(), path.getValue().get(method)));
                }
            }
        }
        return routes;
    }

    private static Route route(String method, String path, JsonNode described) {
        Iterator<Map.Entry<String, JsonNode>> content =
                described.at("/requestBody/content").fields();
        String query = path.endsWith("/rename") ? "?to=anita@alcaldia.example" : "";
        boolean refuses = described.at("/responses").has("400");
        if (!content.hasNext()) {
            return new Route(method.toUpperCase(Locale.ROOT), path, query, "application/json", "", refuses);
        }
        Map.Entry<String, JsonNode> taken = content.next();
        JsonNode example = taken.getValue().get("example");
        return new Route(
                method.toUpperCase(Locale.ROOT),
                path,
                query,
                taken.getKey(),
                (example.isTextual() ? example.textValue() : example.toString())
                        // a permit must end some time to come
                        .replace(
                                "2026-11-26T00:00:00Z",
                                Instant.now().plus(Duration.ofDays(1)).toString()),
                refuses);
    }

    /** What is about one mail first, what forgets or renames the account last. */
    private static List<Route> readingFirst() {
        return routes().stream()
                .sorted(Comparator.comparing((Route route) -> !route.path().startsWith("/mesura/held/{id}"))
                        .thenComparing(route -> !route.method().equals("GET"))
                        .thenComparing(route -> route.path().endsWith("/rename"))
                        .thenComparing(route -> route.toString().equals("DELETE /mesura/accounts/{account}")))
                .toList();
    }

    private static WebAdmin.Reply ask(WebAdmin who, Route route, String account, String id) {
        return who.send(route.method(), route.path(account, id) + route.query(), route.type(), route.body());
    }

    @Test
    void noRouteShouldServeWhoHasNoTokenThatServes() {
        WebAdmin nobody = olga().asNobody();
        List<WebAdmin> strangers = List.of(
                nobody,
                nobody.as("no token"),
                nobody.as(TOKENS.of("ana@alcaldia.example", false)),
                nobody.as(new Tokens().of("olga@alcaldia.example", true)));
        List<Route> routes = routes();
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes) {
            for (WebAdmin stranger : strangers) {
                WebAdmin.Reply reply = ask(stranger, route, "ana@alcaldia.example", "feria");
                softly.assertThat(reply.status()).as(route.toString()).isEqualTo(401);
            }
        }
        softly.assertAll();
        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(olga().get("/mesura/acts").expect(200).body())
                .as("nothing was done")
                .doesNotContain("ana@alcaldia.example", "\"by\":\"ana");
        assertThat(nobody.get("/mesura-console").status())
                .as("the page holds no data")
                .isEqualTo(200);
    }

    @Test
    void everyRouteShouldServeWhoHasAToken() {
        try (Person author = Person.join(JAMES, "autora@token.example")) {
            author.writeAndAwaitReview("one@outside.example");
            for (int letter = 1; letter <= 4; letter++) {
                author.write("n" + letter + "@outside.example");
            }
            List<String> held = new ArrayList<>(
                    HeldMails.await(4, author.address(), JAMES.server()).ids());
            SoftAssertions softly = new SoftAssertions();
            for (Route route : readingFirst()) {
                String id = route.path().startsWith("/mesura/held/{id}")
                        ? route.method().equals("GET") ? held.get(0) : held.remove(0)
                        : "feria";
                WebAdmin.Reply reply = ask(olga(), route, author.address(), id);
                softly.assertThat(reply.status()).as(route + " " + reply.body()).isIn(200, 204);
            }
            softly.assertAll();
        }
        assertThat(olga().get("/mesura/acts").json().at("/0/by").asText()).isEqualTo("olga@alcaldia.example");
    }

    @Test
    void routesShouldSayWhatIsWrong() {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            if (route.path().contains("{account}")) {
                softly.assertThat(ask(olga(), route, "%01", "feria").status())
                        .as(route.toString())
                        .isEqualTo(400);
                boolean forgets = route.toString().equals("DELETE /mesura/accounts/{account}");
                softly.assertThat(ask(olga(), route, "nadie@alcaldia.example", "feria")
                                .status())
                        .as(route.toString())
                        .isEqualTo(forgets ? 204 : 404);
            }
            if (route.method().equals("GET") && route.refuses() && !route.path().contains("{")) {
                softly.assertThat(olga().get(route.path() + "?no-such-parameter=1")
                                .status())
                        .as(route.toString())
                        .isEqualTo(400);
            }
            if (route.path().startsWith("/mesura/held/{id}")) {
                softly.assertThat(ask(olga(), route, "", "no-such").status())
                        .as(route.toString())
                        .isEqualTo(404);
            }
        }
        softly.assertAll();
        Map<String, Object> permit = Map.of("until", "2026-01-02T00:00:00Z", "externalRecipients", 5);
        olga().put(ANA + "/permits/congreso", permit).expect(409);
        olga().delete(ANA + "/permits/congreso").expect(409);
        olga().get("/mesura/accounts?most=0").expect(400);
        olga().get("/mesura/held?limit=0").expect(400);
        olga().get("/mesura/permits?holds=x").expect(400);
        olga().get("/mesura/acts?since=x").expect(400);
    }

    /** James's log of requests reads such a body before any route, and it is gone: at least nobody takes it for empty. */
    @Test
    void chunkedBodyShouldBeRefusedAndNotTakenForEmpty() {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            if (!route.body().isEmpty()) {
                WebAdmin.Reply reply = olga().sendChunked(
                                route.method(),
                                route.path("ana@alcaldia.example", "por-partes"),
                                route.type(),
                                route.body().getBytes(UTF_8));
                if (reply.status() != 404) {
                    softly.assertThat(reply.status()).as(route.toString()).isEqualTo(400);
                    softly.assertThat(reply.body()).as(route.toString()).contains("'Content-Length'");
                }
            }
        }
        softly.assertAll();
        assertThat(olga().get(ANA).expect(200).json().has("suspension")).isFalse();
        assertThat(olga().get(ANA + "/permits").expect(200).body()).doesNotContain("por-partes");
    }

    /** Nobody is known by what a browser sends by itself, so no page of another site can act in anybody's name. */
    @Test
    void bodyShouldBeRefusedWhenAnotherSitesPageCouldHaveSentIt() {
        for (Route route : routes()) {
            if (!route.body().isEmpty()) {
                WebAdmin.Reply reply = olga().send(
                                route.method(),
                                route.path("ana@alcaldia.example", "no-such"),
                                "text/plain",
                                route.body());
                assertThat(reply.status()).as(route.toString()).isIn(400, 404);
            }
        }
        assertThat(olga().get(ANA).expect(200).json().has("suspension")).isFalse();
    }
}
