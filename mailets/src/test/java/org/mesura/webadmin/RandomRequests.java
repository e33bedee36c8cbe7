/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;

import org.mesura.webadmin.RawClient.Request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;

/** Requests for every route by what {@code openapi.json} says of it, most of them a little wrong and some of them very. */
final class RandomRequests {
    private static final ImmutableList<String> METHODS =
            ImmutableList.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO");
    private static final ImmutableList<String> NAMES = ImmutableList.of(
            "ana@localhost",
            "ana@localhost",
            "Ana@LOCALHOST",
            "beto@localhost",
            "carla@localhost",
            "nobody@localhost",
            "network:192.0.2.7");
    private static final ImmutableList<String> IDS =
            ImmutableList.of("feria", "congreso", "Mail-1", "Mail-4", "Mail-5");
    private static final ImmutableList<String> HOSTILE = ImmutableList.of(
            "",
            "%00",
            "%0d%0aX-Other:%20y",
            "%20",
            "%2F",
            "a%2Fpermits%2Fx",
            "a%2Fusage",
            "..",
            "%2e%2e",
            ".",
            "a+b",
            ";x=1",
            "ana@localhost;x=1",
            "%C0%AF",
            "%FF%FE",
            "%F0%9F%98%80",
            "ñandú",
            "%E2%80%AE",
            "'%20OR%201=1--",
            "<script>",
            "${jndi:ldap://x}",
            "-1",
            "0",
            "1e3",
            "2147483648",
            "99999999999999999999",
            "null",
            "true",
            "2026-11-24T12:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "32d",
            "0s",
            "1ms",
            "x".repeat(400));
    // not in a path: Spark stumbles over it there before anybody is asked
    private static final ImmutableList<String> BROKEN_ESCAPES = ImmutableList.of("%", "%2", "%zz", "a%");
    private static final ImmutableList<String> VALUES = ImmutableList.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "\" \"",
            "0",
            "-1",
            "1.5",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "true",
            "\"60min\"",
            "\"\\u0000\\ud800\"",
            "\"" + "x".repeat(501) + "\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"2026-11-24T12:00:00.123456789Z\"",
            "{\"a\": {\"a\": {}}}",
            "[[[[[[[[]]]]]]]]");
    private static final ImmutableList<String> TYPES = ImmutableList.of(
            "",
            "application/json",
            "application/json; charset=utf-8",
            "application/xml",
            "application/x-ndjson",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "/",
            "é");
    private static final ImmutableList<String> BODIES = ImmutableList.of(
            "",
            " ",
            "{",
            "[",
            "{}",
            "[]",
            "null",
            "\"text\"",
            "{\"reason\": \"a\", \"reason\": \"b\"}",
            "\uFEFF{}",
            "[".repeat(9_000),
            "{\"reason\": ".repeat(800),
            " ".repeat(10_001),
            "<mesura/>",
            "<mesura>" + "<a>".repeat(3_000),
            "<!DOCTYPE mesura [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><mesura>&e;</mesura>",
            "a=b&c=d",
            "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n");

    private final List<OpenApi.Operation> operations;
    private final Random random;

    RandomRequests(OpenApi description, Random random) {
        this.operations = description.operations();
        this.random = random;
    }

    /** @param state lines that another request may bring in, or nearly */
    Request next(String state) {
        OpenApi.Operation operation = any(operations);
        String method = chance(85) ? operation.method() : any(METHODS);
        Optional<Map.Entry<String, JsonNode>> taken = operation.body();
        String type = chance(85) ? taken.map(Map.Entry::getKey).orElse("") : any(TYPES);
        return new Request(method, path(operation) + query(operation), type, body(taken, state));
    }

    private String path(OpenApi.Operation operation) {
        if (chance(2)) {
            return "/mesura" + "/" + any(HOSTILE) + "/" + any(HOSTILE);
        }
        String path = operation.path();
        while (path.contains("{")) {
            String value = chance(75) ? any(path.contains("{account}") ? NAMES : IDS) : any(HOSTILE);
            path = path.replaceFirst("\\{\\w+}", Matcher.quoteReplacement(value.replace("{", "")));
        }
        return chance(3) ? path + any(ImmutableList.of("/", "//", "/..", "/x", ";y", "%00")) : path;
    }

    private String query(OpenApi.Operation operation) {
        List<String> asked = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            boolean wanted = parameter.path("required").asBoolean() ? chance(90) : chance(35);
            if (parameter.path("in").asText().equals("query") && wanted) {
                asked.add(parameter.path("name").asText() + "=" + value(parameter));
            }
        }
        if (chance(5)) {
            asked.add(any(HOSTILE) + "=" + any(HOSTILE));
        }
        return asked.isEmpty() ? "" : "?" + String.join("&", asked);
    }

    private String value(JsonNode parameter) {
        JsonNode choices = parameter.at("/schema/enum");
        if (chance(30)) {
            return any(chance(10) ? BROKEN_ESCAPES : HOSTILE);
        }
        return choices.isEmpty() || chance(20)
                ? parameter.path("example").asText()
                : choices.get(random.nextInt(choices.size())).asText();
    }

    private byte[] body(Optional<Map.Entry<String, JsonNode>> taken, String state) {
        if (taken.isEmpty() ? chance(90) : chance(10)) {
            return new byte[0];
        }
        if (taken.isEmpty() || chance(15)) {
            return any(BODIES).getBytes(UTF_8);
        }
        JsonNode example = taken.get().getValue().get("example");
        String text = taken.get().getKey().endsWith("ndjson")
                ? state
                : example.isTextual() ? example.textValue() : changed(example);
        return chance(70) ? text.getBytes(UTF_8) : damaged(text.getBytes(UTF_8));
    }

    /** An object with one field gone, another or with another value; or as it is. */
    private String changed(JsonNode example) {
        ObjectNode object = example.deepCopy();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return switch (random.nextInt(6)) {
            case 0 -> object.without(any(names)).toString();
            case 1 -> with(object, any(ImmutableList.of("x", "", "Reason", "externalrecipients")));
            case 2, 3 -> with(object, any(names));
            default -> object.toString();
        };
    }

    private String with(ObjectNode object, String name) {
        return object.put(name, "VALUE").toString().replace("\"VALUE\"", any(VALUES));
    }

    /** Cut off, or with an octet that is another or goes or comes twice. */
    private byte[] damaged(byte[] octets) {
        if (octets.length == 0) {
            return octets;
        }
        int at = random.nextInt(octets.length);
        byte[] damaged = octets.clone();
        damaged[at] = (byte) random.nextInt(256);
        return chance(30) ? Arrays.copyOf(octets, at) : damaged;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
