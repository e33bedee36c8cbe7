/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import spark.Request;

/**
 * What the body of a request says in JSON: one object of texts, of at most 10 kB, or nothing.
 *
 * @param fields the object; a missing one if the body was empty
 */
record JsonBody(JsonNode fields) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LARGEST = 10_000;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The body of {@code request}, which may have no field but {@code field}. */
    static JsonBody of(Request request, String field) {
        if (Optional.ofNullable(request.contentType())
                .filter(type -> type.startsWith(FORM))
                .isPresent()) {
            // whoever asked for a parameter before us read the body away: it must not pass for an empty one
            throw Halt.invalid("body: must be sent with 'Content-Type: application/json'");
        }
        JsonNode read = read(bytes(request));
        if (read.isMissingNode()) {
            return new JsonBody(read);
        }
        if (!read.isObject()) {
            throw Halt.invalid("body: must be a JSON object such as {\"" + field + "\": …}");
        }
        for (Iterator<String> names = read.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(field)) {
                throw Halt.invalid("body: the only field is '" + field + "', got " + Halt.quote(name));
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

    private static byte[] bytes(Request request) {
        // Spark reads a body of known length as a whole before it gives any of it
        checkSize(request.raw().getContentLengthLong());
        try {
            byte[] body = request.raw().getInputStream().readNBytes(LARGEST + 1);
            checkSize(body.length);
            return body;
        } catch (IOException brokenOff) {
            throw Halt.invalid("body: could not be read");
        }
    }

    private static void checkSize(long bytes) {
        if (bytes > LARGEST) {
            throw Halt.tooLarge("body: must be at most " + LARGEST + " bytes");
        }
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
