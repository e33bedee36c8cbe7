/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;

/**
 * The fields of one JSON object, which are asked for one after the other. {@link #end} rejects those that nobody asked for:
 * what a later version says besides must not get lost unsaid.
 */
final class Fields {
    private static final int LONGEST_QUOTE = 60;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    private final String place;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    private Fields(String place, JsonNode object) {
        this.place = place;
        this.object = object;
    }

    /** @throws IllegalArgumentException as every method here, if {@code node} is not what it must be */
    static <T> T read(String place, JsonNode node, Function<Fields, T> form) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("'" + place + "' must be an object, got " + quote(node));
        }
        Fields fields = new Fields(place, node);
        T value;
        try {
            value = form.apply(fields);
        } catch (ArithmeticException | DateTimeException | IllegalStateException e) {
            throw new IllegalArgumentException("'" + place + "': " + e.getMessage(), e);
        }
        fields.end();
        return value;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        return text(at(name), of(name));
    }

    /** That the field says {@code true}. */
    void truth(String name) {
        JsonNode value = of(name);
        if (!value.isBoolean() || !value.booleanValue()) {
            throw wrong(at(name), "true", value);
        }
    }

    long number(String name) {
        JsonNode value = of(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(at(name), "a whole number", value);
        }
        return value.longValue();
    }

    long quantity(String name) {
        long value = number(name);
        if (value < 0) {
            throw wrong(at(name), "a number not below 0", of(name));
        }
        return value;
    }

    int whole(String name) {
        return Math.toIntExact(quantity(name));
    }

    Instant instant(String name) {
        return instant(at(name), of(name));
    }

    Optional<Instant> maybeInstant(String name) {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    long hash(String name) {
        return hash(at(name), of(name));
    }

    int shortHash(String name) {
        return Ints.fromByteArray(octets(at(name), of(name), Integer.BYTES));
    }

    byte[] octets(String name, int length) {
        return octets(at(name), of(name), length);
    }

    <T> T object(String name, Function<Fields, T> form) {
        return read(at(name), of(name), form);
    }

    <T> Optional<T> maybe(String name, Function<Fields, T> form) {
        return has(name) ? Optional.of(object(name, form)) : Optional.empty();
    }

    /** What is read of an absent field is {@code otherwise}. */
    <T> T object(String name, Function<Fields, T> form, T otherwise) {
        return maybe(name, form).orElse(otherwise);
    }

    <T> ImmutableList<T> objects(String name, Function<Fields, T> form) {
        return elements(name, (where, node) -> read(where, node, form));
    }

    List<Long> hashes(String name) {
        return elements(name, Fields::hash);
    }

    List<Instant> instants(String name) {
        return elements(name, Fields::instant);
    }

    ImmutableList<byte[]> octets(String name) {
        return elements(name, (where, node) -> octets(where, node, node.asText().length() / 2));
    }

    @FunctionalInterface
    private interface Element<T> {
        T read(String place, JsonNode node);
    }

    /** None if the field is absent. */
    private <T> ImmutableList<T> elements(String name, Element<T> form) {
        asked.add(name);
        JsonNode array = object.path(name);
        if (array.isMissingNode()) {
            return ImmutableList.of();
        }
        if (!array.isArray()) {
            throw wrong(at(name), "an array", array);
        }
        List<T> elements = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            elements.add(form.read(at(name) + "[" + elements.size() + "]", node));
        }
        return ImmutableList.copyOf(elements);
    }

    private JsonNode of(String name) {
        asked.add(name);
        if (!object.has(name)) {
            throw new IllegalArgumentException("'" + at(name) + "' is missing");
        }
        return object.get(name);
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private void end() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + Ascii.truncate(at(name), LONGEST_QUOTE, "…") + "' is not a field of this form");
            }
        }
    }

    private static String text(String where, JsonNode node) {
        if (!node.isTextual()) {
            throw wrong(where, "a text", node);
        }
        return node.textValue();
    }

    private static Instant instant(String where, JsonNode node) {
        try {
            return Instant.parse(text(where, node));
        } catch (DateTimeException e) {
            throw wrong(where, "an instant such as 2026-11-24T10:00:00Z", node);
        }
    }

    private static long hash(String where, JsonNode node) {
        return Longs.fromByteArray(octets(where, node, Long.BYTES));
    }

    private static byte[] octets(String where, JsonNode node, int length) {
        String text = text(where, node);
        if (text.length() != 2 * length || !HEX.canDecode(text)) {
            throw wrong(where, 2 * length + " digits 0-9a-f", node);
        }
        return HEX.decode(text);
    }

    private static IllegalArgumentException wrong(String where, String wanted, JsonNode got) {
        return new IllegalArgumentException("'" + where + "' must be " + wanted + ", got " + quote(got));
    }

    private static String quote(JsonNode node) {
        return Ascii.truncate(node.toString(), LONGEST_QUOTE, "…");
    }
}
