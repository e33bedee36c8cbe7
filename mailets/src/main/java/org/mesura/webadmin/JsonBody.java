/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.base.CharMatcher;

import spark.Request;

/**
 * What the body of a request says in JSON: one object, of at most 10 kB, or nothing. It must be said to be JSON.
 *
 * @param fields the object; a missing one if the body was empty
 */
record JsonBody(JsonNode fields) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LARGEST = 10_000;
    private static final int LONGEST_LINE = 500;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The body of {@code request}, which may have no fields but {@code names}. */
    static JsonBody of(Request request, String... names) {
        byte[] body = RequestBody.of(request, LARGEST);
        if (body.length > 0 || isForm(request)) {
            RequestBody.checkType(request, "application/json");
        }
        JsonNode read = read(body);
        if (read.isMissingNode()) {
            return new JsonBody(read);
        }
        if (!read.isObject()) {
            throw Halt.invalid("body: must be a JSON object such as {\"" + names[0] + "\": …}");
        }
        List<String> known = List.of(names);
        for (Iterator<String> fields = read.fieldNames(); fields.hasNext(); ) {
            String name = fields.next();
            if (!known.contains(name)) {
                throw Halt.invalid("body: "
                        + (known.size() == 1
                                ? "the only field is '" + known.get(0) + "'"
                                : "the fields are " + String.join(", ", known))
                        + ", got " + Halt.quote(name));
            }
        }
        return new JsonBody(read);
    }

    /** The text of {@code field}, if the body has it. */
    Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Halt.invalid("body: '" + field + "' must be a text, got " + Halt.quote(value.toString()));
        }
        return Optional.of(value.textValue());
    }

    /** The whole number of {@code field}, if the body has it. */
    Optional<Long> number(String field) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Halt.invalid("body: '" + field + "' must be a whole number, got " + Halt.quote(value.toString()));
        }
        return Optional.of(value.longValue());
    }

    /** The instant of {@code field}, if the body has it. */
    Optional<Instant> instant(String field) {
        return text(field).map(text -> {
            try {
                // stores keep no less
                return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException broken) {
                throw Halt.invalid("body: '" + field + "' must be an instant such as 2026-11-24T12:00:00Z, got "
                        + Halt.quote(text));
            }
        });
    }

    /** What {@code field} says in one line of 1 to 500 characters, if the body has it. */
    Optional<String> line(String field) {
        return text(field).map(text -> {
            if (text.isBlank() || text.length() > LONGEST_LINE) {
                throw Halt.invalid("body: '" + field + "' must have from 1 to " + LONGEST_LINE + " characters, got "
                        + (text.isBlank() ? "none" : text.length()));
            }
            return CharMatcher.javaIsoControl().replaceFrom(text, ' ').strip();
        });
    }

    /** Whoever asked for a parameter before us read a form away: it must not pass for an empty body. */
    private static boolean isForm(Request request) {
        return Optional.ofNullable(request.contentType())
                .filter(type -> type.startsWith(FORM))
                .isPresent();
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JsonProcessingException broken) {
            throw Halt.invalid("body: must be JSON: " + Halt.quote(broken.getOriginalMessage()));
        } catch (IOException broken) {
            throw Halt.invalid("body: must be JSON in UTF-8");
        }
    }
}
