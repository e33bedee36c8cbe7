/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;

/** Makes what {@link Fields} reads: hashes as hexadecimal digits, instants in ISO 8601 UTC. */
final class Nodes {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    private Nodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> all, Function<T, JsonNode> form) {
        return array(all.stream().map(form));
    }

    static ArrayNode array(Stream<? extends JsonNode> all) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        all.forEach(array::add);
        return array;
    }

    static ArrayNode hashes(ImmutableLongArray hashes) {
        return array(hashes.stream().mapToObj(one -> text(hash(one))));
    }

    static ArrayNode instants(ImmutableLongArray millis) {
        return array(
                millis.stream().mapToObj(one -> text(Instant.ofEpochMilli(one).toString())));
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    static String hash(long hash) {
        return octets(Longs.toByteArray(hash));
    }

    static String hash(int hash) {
        return octets(Ints.toByteArray(hash));
    }

    static String octets(byte[] octets) {
        return HEX.encode(octets);
    }
}
