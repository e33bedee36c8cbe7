/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.apache.james.core.Username;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.mailet.Edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import spark.Service;

class MesuraRoutesTest {
    private final Edge edge = new Edge(Edge.SMALL);
    private final Service server = Service.ignite().ipAddress("127.0.0.1").port(0);

    @BeforeEach
    void start() throws Exception {
        MemoryUsersRepository users = Edge.users();
        users.addUser(Username.of("carla@localhost"), "secreto");
        new MesuraRoutes(edge.book(), users, Edge.names(users), () -> edge.settings, edge.clock).define(server);
        server.awaitInitialization();
    }

    @AfterEach
    void stop() {
        server.stop();
        server.awaitStop();
    }

    @Test
    void accountShouldBeShownWhenItSent() throws Exception {
        edge.review()
                .service(Edge.submitted("Mail-1", "beto@localhost", "x@outside.example")
                        .build());
        HttpResponse<String> reply = get("Ana@localhost");
        JsonNode account = new ObjectMapper().readTree(reply.body());

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
        HttpResponse<String> reply = get("carla@localhost");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper()
                        .readTree(reply.body())
                        .at("/sentLastDay/messages")
                        .asLong())
                .isZero();
    }

    @Test
    void accountShouldNotBeFoundWhenNobodyIsCalledSo() throws Exception {
        HttpResponse<String> reply = get("nobody@localhost");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("notFound", "nobody is called 'nobody@localhost'");
    }

    @Test
    void accountShouldNotBeFoundWhenItCannotBeAName() throws Exception {
        assertThat(get("a@b@c").statusCode()).isEqualTo(404);
    }

    @Test
    void requestShouldBeInvalidWhenTheNameIsBlank() throws Exception {
        HttpResponse<String> reply = get("%20");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("an account name must not be blank");
    }

    private HttpResponse<String> get(String account) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/mesura/accounts/" + account);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
