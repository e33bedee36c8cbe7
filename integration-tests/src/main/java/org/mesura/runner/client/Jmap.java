/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An account's mail program that speaks JMAP (RFC 8620, 8621) and authenticates with the account's password. */
public final class Jmap {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> USING = List.of(
            "urn:ietf:params:jmap:core",
            "urn:ietf:params:jmap:mail",
            "urn:ietf:params:jmap:submission",
            "urn:ietf:params:jmap:vacationresponse");

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(BOUND)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final int port;
    private final String account;
    private final String authorization;

    public Jmap(int port, String account, String password) {
        this.port = port;
        this.account = account;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What became of a submission.
     *
     * @param isAccepted whether the server took the message
     * @param detail what it said, as JSON
     */
    public record Submission(boolean isAccepted, String detail) {}

    /** Writes a letter into the drafts and submits it, as a mail program does. */
    public Submission send(Collection<String> recipients, String subject, String text) {
        String id = accountId();
        Map<String, Object> email = Map.of(
                "mailboxIds", Map.of(drafts(id), true),
                "from", List.of(Map.of("email", account)),
                "to", addresses(recipients),
                "subject", subject,
                "textBody", List.of(Map.of("partId", "text", "type", "text/plain")),
                "bodyValues", Map.of("text", Map.of("value", text)));
        Map<String, Object> submission = Map.of(
                "emailId", "#letter",
                "identityId", identity(id),
                "envelope", Map.of("mailFrom", Map.of("email", account), "rcptTo", addresses(recipients)));
        JsonNode responses = call(List.of(
                List.of("Email/set", Map.of("accountId", id, "create", Map.of("letter", email)), "0"),
                List.of("EmailSubmission/set", Map.of("accountId", id, "create", Map.of("sent", submission)), "1")));
        boolean isAccepted = StreamSupport.stream(responses.spliterator(), false)
                .anyMatch(response -> response.path(0).asText().equals("EmailSubmission/set")
                        && response.path(1).path("created").has("sent"));
        return new Submission(isAccepted, responses.toString());
    }

    /** Answers incoming mail with {@code text} from now on, once per sender. */
    public void vacation(String text) {
        Map<String, Object> response = Map.of("isEnabled", true, "textBody", text);
        JsonNode responses = call(List.of(List.of(
                "VacationResponse/set",
                Map.of("accountId", accountId(), "update", Map.of("singleton", response)),
                "0")));
        if (!responses.path(0).path(1).path("updated").has("singleton")) {
            throw new AssertionError("no vacation for " + account + ": " + responses);
        }
    }

    /** Calls methods and gives their responses. */
    public JsonNode call(List<?> methodCalls) {
        try {
            String body = JSON.writeValueAsString(Map.of("using", USING, "methodCalls", methodCalls));
            return request(builder("/jmap").POST(BodyPublishers.ofString(body)).build())
                    .path("methodResponses");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server calls the account in method calls. */
    public String accountId() {
        return request(builder("/jmap/session").GET().build())
                .path("primaryAccounts")
                .path("urn:ietf:params:jmap:mail")
                .asText();
    }

    private String drafts(String accountId) {
        JsonNode mailboxes = get("Mailbox/get", accountId);
        for (JsonNode mailbox : mailboxes) {
            if (mailbox.path("role").asText().equals("drafts")) {
                return mailbox.path("id").asText();
            }
        }
        throw new AssertionError("no drafts among " + mailboxes);
    }

    private String identity(String accountId) {
        return get("Identity/get", accountId).path(0).path("id").asText();
    }

    private JsonNode get(String method, String accountId) {
        return call(List.of(List.of(method, Map.of("accountId", accountId), "0")))
                .path(0)
                .path(1)
                .path("list");
    }

    private static List<Map<String, String>> addresses(Collection<String> addresses) {
        return addresses.stream().map(address -> Map.of("email", address)).toList();
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(BOUND)
                .header("Accept", "application/json; jmapVersion=rfc-8621")
                .header("Content-Type", "application/json")
                .header("Authorization", authorization);
    }

    private JsonNode request(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(request + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + request, e);
        }
    }
}
