/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.store.format.States.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.store.format.States;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * Whatever {@code POST /mesura/state} is sent: all of it is taken in, and can be written and taken in elsewhere, or it is
 * rejected with the number of the line, and nothing is.
 */
class ImportFuzzTest {
    private static final int CASES = 600;
    private static final Cap CAP = Cap.ofDomain("alcaldía.example", 500, Duration.ofDays(1));
    private static final CapRecord CHARGED =
            new CapRecord(ImmutableSortedMap.of(4_100L, 7L, 4_101L, 300L), NOW.toEpochMilli());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ImmutableList<String> VALUES = ImmutableList.of(
            "null",
            "true",
            "[]",
            "{}",
            "[[]]",
            "{\"at\":{}}",
            "\"\"",
            "\"\\u0000\\ud800\"",
            "\"0000000000000000\"",
            "\"2026-11-24T10:00:00Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59.999999999Z\"",
            "0",
            "-1",
            "1",
            "1.0",
            "1e3",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e99999",
            "\"" + "x".repeat(5_000) + "\"");

    @Test
    void anyStateShouldBeTakenInWholeOrRejectedWithItsLine() throws Exception {
        int[] taken = new int[2];
        Cases.each(CASES, random -> {
            byte[] whole = exported(full(random));
            byte[] sent = random.nextInt(3) == 0
                    ? new Damage(random).of(whole, exported(full(random)))
                    : changed(new String(whole, UTF_8), random).getBytes(UTF_8);
            AccountBook book = random.nextBoolean() ? new MemoryAccountBook() : full(random);
            List<String> before = sorted(exported(book));
            try {
                take(book, sent);
            } catch (IllegalArgumentException rejected) {
                taken[0]++;
                assertThat(rejected).hasMessageMatching("(?s)(line \\d+: |.*\"end\").*");
                assertThat(sorted(exported(book))).isEqualTo(before);
                return;
            }
            taken[1]++;
            AccountBook other = new MemoryAccountBook();
            take(other, exported(book));
            assertThat(sorted(exported(other))).isEqualTo(sorted(exported(book)));
        });
        if (taken[0] + taken[1] >= CASES) {
            assertThat(taken).as("rejected and taken in").doesNotContain(0);
        }
    }

    /** As it was written, but for some values of a line. */
    private static String changed(String whole, Random random) throws IOException {
        String[] lines = whole.split("\n");
        int line = random.nextInt(lines.length);
        JsonNode root = JSON.readTree(lines[line]);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            change(root, random);
        }
        lines[line] = root.toString().replaceAll("\"VALUE(\\d+)\"", "@$1@");
        for (int value = 0; value < VALUES.size(); value++) {
            lines[line] = lines[line].replace("@" + value + "@", VALUES.get(value));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void change(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode at = containers.get(random.nextInt(containers.size()));
        String value = "VALUE" + random.nextInt(VALUES.size());
        if (at instanceof ArrayNode array && array.size() > 0) {
            int index = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(array.get(index).deepCopy());
                default -> array.set(index, array.textNode(value));
            }
        }
        if (at instanceof ObjectNode object && object.size() > 0) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.put("another", value);
                default -> object.put(name, value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        containers.add(node);
        for (Iterator<JsonNode> inside = node.elements(); inside.hasNext(); ) {
            JsonNode next = inside.next();
            if (next.isContainerNode()) {
                collect(next, containers);
            }
        }
    }

    private static AccountBook full(Random random) {
        States states = new States(random.nextLong());
        AccountBook book = new MemoryAccountBook();
        for (int account = random.nextInt(4); account >= 0; account--) {
            book.change(new Sender("u" + account + "@a.example"), Accounts.restore(states.next(), NOW), NOW);
        }
        book.restore(CAP, CHARGED);
        return book;
    }

    private static byte[] exported(AccountBook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StateExport(book).write(out, List.of(CAP), NOW);
        return out.toByteArray();
    }

    private static void take(AccountBook book, byte[] state) throws IOException {
        new StateImport(book).read(new ByteArrayInputStream(state), NOW);
    }

    private static List<String> sorted(byte[] lines) {
        return new String(lines, UTF_8).lines().sorted().toList();
    }
}
