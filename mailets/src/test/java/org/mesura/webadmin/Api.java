/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.james.core.Username;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.health.Condition;
import org.mesura.journal.Acts;
import org.mesura.mailet.Edge;
import org.mesura.mailet.Holding;
import org.mesura.review.AccountState;
import org.mesura.review.Suspension;
import org.mesura.store.StoreHealth;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;

import spark.Service;
import spark.route.HttpMethod;

/** The routes over HTTP; {@code carla@localhost} is a user who never sent. */
final class Api implements AutoCloseable {
    private static final Set<HttpMethod> FILTERS = Set.of(HttpMethod.before, HttpMethod.after);
    private static final String JSON = "application/json";

    final Edge edge;
    final Path file;
    final SettingsInForce inForce;
    StoreHealth health = StoreHealth.ofAll();
    private final Service server = Service.ignite().ipAddress("127.0.0.1").port(0);

    Api(Path folder, Edge edge) throws Exception {
        this(folder, new Holding(folder, edge));
    }

    Api(Path folder, Holding holding) throws Exception {
        edge = holding.edge;
        file = folder.resolve("mesura.xml");
        Files.writeString(file, "<mesura/>");
        inForce = new SettingsInForce(new SettingsFile(file, folder.resolve("last-good.xml")), Edge.NOON);
        MemoryUsersRepository users = Edge.users();
        users.addUser(Username.of("carla@localhost"), "secreto");
        new MesuraRoutes(
                        edge.book(),
                        edge.notices,
                        holding.facts,
                        users,
                        Edge.names(users),
                        inForce,
                        () -> edge.settings,
                        edge.announcements(),
                        () -> edge.context,
                        holding.idle(),
                        new Acts(),
                        edge.decisions,
                        edge.submissions,
                        edge.lately,
                        () -> new Condition(
                                inForce,
                                () -> health,
                                () -> holding.facts,
                                edge.clock::instant,
                                ImmutableList::of,
                                edge.alarm,
                                edge.clock),
                        () -> health,
                        edge.clock,
                        edge.permits())
                .define(server);
        // as James does
        server.exception(IllegalArgumentException.class, (fault, request, response) -> {
            response.status(400);
            response.body(
                    "{\"statusCode\":400,\"type\":\"InvalidArgument\",\"message\":\"Invalid arguments supplied\"}");
        });
        server.awaitInitialization();
    }

    @Override
    public void close() {
        server.stop();
        server.awaitStop();
    }

    /** A message of {@code account} to one outsider, reviewed now. */
    void send(String id, String account) throws Exception {
        edge.review()
                .service(Edge.mail(id, "beto@localhost", "x@outside.example")
                        .attribute(Edge.smtpUser(account))
                        .build());
    }

    /** What there is under {@code /mesura}: {@code GET /mesura/accounts/{account}}. */
    Set<String> routes() {
        return server.routes().stream()
                .filter(route -> !FILTERS.contains(route.getHttpMethod()))
                .map(route -> Ascii.toUpperCase(route.getHttpMethod().name()) + " "
                        + route.getMatchUri().replaceAll(":(\\w+)", "{$1}"))
                .collect(Collectors.toSet());
    }

    int port() {
        return server.port();
    }

    AccountState stateOf(String account) {
        return edge.book().find(new Sender(account)).orElseThrow();
    }

    Suspension suspensionOf(String account) {
        return stateOf(account).standing().suspensionAt(edge.clock.instant()).orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask("GET", path, BodyPublishers.noBody());
    }

    JsonNode page(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path).body());
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return put(path, body, JSON);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body, JSON);
    }

    /** As {@link #post}, saying what the body is. */
    HttpResponse<String> post(String path, String body, String type) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** As {@link #put}, without saying the length of the body. */
    HttpResponse<String> putChunked(String path, String body) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", JSON)
                .PUT(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
    }

    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return ask(method, path, BodyPublishers.noBody());
    }

    HttpResponse<String> ask(String method, String path, String body, String type)
            throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body)));
    }

    /** As {@link #put}, saying what the body is. */
    HttpResponse<String> put(String path, String body, String type) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> ask(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path)).method(method, body));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/mesura" + path);
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
