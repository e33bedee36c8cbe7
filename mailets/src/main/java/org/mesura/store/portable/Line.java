/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.mesura.policy.Cap;
import org.mesura.review.AccountState;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedMap;

/** A line of the state: the first says what it is, the last that it is whole. */
sealed interface Line {
    /** Which version of the form is written and read. */
    int VERSION = 1;

    String FORMAT = "mesura-state";

    /** The first line. */
    record Head(Instant at) implements Line {
        @Override
        public ObjectNode node() {
            return Nodes.object().put("format", FORMAT).put("version", VERSION).put("at", at.toString());
        }
    }

    /** An account. */
    record OfAccount(Sender sender, AccountState state) implements Line {
        @Override
        public ObjectNode node() {
            return AccountJson.node(sender, state);
        }

        /** Whether it says nothing but the name: a store in memory may keep such an account, one in Redis does not. */
        boolean isNothing() {
            return node().size() == 1;
        }
    }

    /** What was charged to a cap, in slices that begin at {@code number} times {@code sliceMillis} after 1970. */
    record OfCap(Cap cap, CapRecord charged) implements Line {
        @Override
        public ObjectNode node() {
            ObjectNode node = Nodes.object();
            node.set("cap", ReasonJson.cap(cap));
            node.put("sliceMillis", sliceMillis(cap));
            if (charged.seen() != Long.MIN_VALUE) {
                node.put("seen", Instant.ofEpochMilli(charged.seen()).toString());
            }
            return node.set("slices", Nodes.array(charged.slices().entrySet(), slice -> Nodes.object()
                    .put("number", slice.getKey())
                    .put("externalRecipients", slice.getValue())));
        }

        private static long sliceMillis(Cap cap) {
            Duration window = cap.limit().window();
            // the first slice of all time begins at 0, so the second one at its length
            return CapRecord.beginOfSlice(Instant.EPOCH.plus(window), window).toEpochMilli()
                    / CapRecord.sliceOf(Instant.EPOCH.plus(window), window);
        }

        static OfCap read(Fields in) {
            Cap cap = in.object("cap", ReasonJson::cap);
            long length = sliceMillis(cap);
            if (in.quantity("sliceMillis") != length) {
                throw new IllegalArgumentException("'sliceMillis' must be " + length + " for a cap over this window");
            }
            long seen = in.maybeInstant("seen").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
            return new OfCap(
                    cap,
                    new CapRecord(
                            in
                                    .objects(
                                            "slices",
                                            one -> Map.entry(one.number("number"), one.quantity("externalRecipients")))
                                    .stream()
                                    .collect(ImmutableSortedMap.toImmutableSortedMap(
                                            Long::compare, Map.Entry::getKey, Map.Entry::getValue)),
                            seen));
        }
    }

    /** The last line. */
    record End(long accounts, long caps) implements Line {
        @Override
        public ObjectNode node() {
            return Nodes.object().put("end", true).put("accounts", accounts).put("caps", caps);
        }

        static End read(Fields in) {
            in.truth("end");
            return new End(in.quantity("accounts"), in.quantity("caps"));
        }
    }

    ObjectNode node();

    /** @throws IllegalArgumentException if {@code text} is not such a line */
    static Line read(String text) {
        JsonNode node = parsed(text);
        if (node.has("format")) {
            return Fields.read("", node, Line::head);
        }
        if (node.has("account")) {
            return Fields.read("", node, AccountJson::read);
        }
        if (node.has("cap")) {
            return Fields.read("", node, OfCap::read);
        }
        return Fields.read("", node, End::read);
    }

    private static Head head(Fields in) {
        String format = in.text("format");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("'format' must be '" + FORMAT + "', got '" + format + "'");
        }
        long version = in.number("version");
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "'version' must be " + VERSION + ", the only one this Mesura knows, got " + version);
        }
        return new Head(in.instant("at"));
    }

    private static JsonNode parsed(String text) {
        try {
            return Mapper.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Where an interface keeps what is its own. */
    final class Mapper {
        private static final ObjectMapper STRICT = new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private Mapper() {}
    }
}
