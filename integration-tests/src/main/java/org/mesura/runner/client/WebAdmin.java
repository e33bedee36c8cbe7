/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The administration API of a server, Mesura's routes included. */
public final class WebAdmin {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(BOUND)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final int port;
    private final Optional<String> token;

    public WebAdmin(int port) {
        this(port, Optional.empty());
    }

    private WebAdmin(int port, Optional<String> token) {
        this.port = port;
        this.token = token;
    }

    /** The same server, asked by whom {@code bearer}, a token, is of. */
    public WebAdmin as(String bearer) {
        return new WebAdmin(port, Optional.of(bearer));
    }

    /** The same server, asked by nobody in particular. */
    public WebAdmin asNobody() {
        return new WebAdmin(port);
    }

    /** What the server answered. */
    public record Reply(String request, int status, String body) {
        /** This reply if it has the status, else an error that shows it. */
        public Reply expect(int expected) {
            if (status != expected) {
                throw new AssertionError(request + ": expected " + expected + ", got " + status + " " + body);
            }
            return this;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(request + ": not JSON: " + body, e);
            }
        }
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Reply put(String path) {
        return send("PUT", path, BodyPublishers.noBody());
    }

    /** Sends {@code body} as JSON: a map, a list, a record. */
    public Reply put(String path, Object body) {
        return send("PUT", path, json(body));
    }

    public Reply post(String path, Object body) {
        return send("POST", path, json(body));
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, json(body));
    }

    /** Whether James has gone through its whole start, extensions included. */
    public boolean isServerStarted() {
        try {
            return get("/healthcheck/checks/Guice%20application%20lifecycle").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Sends {@code body} as it is, and says that it is of {@code type}. */
    public Reply send(String method, String path, String type, String body) {
        return send(method, path, type, BodyPublishers.ofString(body));
    }

    /** Sends {@code body}, whose length it does not say (chunked, RFC 9112 section 7.1). */
    public Reply sendChunked(String method, String path, String type, byte[] body) {
        return send(method, path, type, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    private Reply send(String method, String path, BodyPublisher body) {
        return send(method, path, "application/json", body);
    }

    private Reply send(String method, String path, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(BOUND)
                .header("Content-Type", type)
                .method(method, body);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(method + " " + path, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + body, e);
        }
    }
}
