/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.store.format.States.NOW;
import static org.mesura.store.format.States.told;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Accounts;
import org.mesura.store.format.States;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableSortedMap;

class StateExportTest {
    private static final Cap CAP = Cap.ofDomain("alcaldía.example", 500, Duration.ofDays(1));
    private static final CapRecord CHARGED =
            new CapRecord(ImmutableSortedMap.of(4_100L, 7L, 4_101L, 300L), NOW.toEpochMilli());

    @Test
    void lineShouldGiveBackAnyState() {
        States states = new States(7);
        for (int i = 0; i < 2_000; i++) {
            AccountState state = states.next();

            assertThat(Line.read(AccountJson.of(new Sender("ana@alcaldía.example"), state)))
                    .as("state %s of seed 7", i)
                    .isInstanceOfSatisfying(Line.OfAccount.class, read -> {
                        assertThat(told(read.state())).isEqualTo(told(state));
                        assertThat(read.sender()).isEqualTo(new Sender("ana@alcaldía.example"));
                    });
        }
    }

    @Test
    void capShouldSayItsWindowAndSlices() {
        assertThat(new Line.OfCap(CAP, CHARGED).node().toString())
                .isEqualTo("{\"cap\":{\"domain\":\"alcaldía.example\",\"quantity\":500,\"windowMillis\":86400000},"
                        + "\"sliceMillis\":432000,\"seen\":\"2026-11-24T10:00:00Z\",\"slices\":["
                        + "{\"number\":4100,\"externalRecipients\":7},{\"number\":4101,\"externalRecipients\":300}]}");
    }

    @Test
    void importedStateShouldBeExportedTheSame() throws IOException {
        AccountBook from = full(11);
        AccountBook to = new MemoryAccountBook();

        // the head, the cap and the end are no accounts, and one of nothing but a name is left out
        long accounts = exported(from).lines().count() - 3;
        assertThat(accounts).isBetween(190L, 200L);
        assertThat(taken(to, exported(from))).isEqualTo(new StateImport.Result(accounts, 1));
        assertThat(sorted(exported(to))).isEqualTo(sorted(exported(from)));
    }

    @Test
    void importShouldChangeNothingWhenItComesTwice() throws IOException {
        AccountBook book = new MemoryAccountBook();
        String state = exported(full(13));
        taken(book, state);
        String once = exported(book);
        taken(book, state);

        assertThat(sorted(exported(book))).isEqualTo(sorted(once));
    }

    /** What permits were used is a sum without names: joining would double it. */
    @Test
    void usedOfPermitsShouldCountOnceWhenItComesTwice() throws IOException {
        AccountBook book = full(13);
        long used = permitsUsed(book);
        taken(book, exported(book));

        assertThat(used).isPositive();
        assertThat(permitsUsed(book)).isEqualTo(used);
    }

    private static long permitsUsed(AccountBook book) {
        long[] sum = new long[1];
        book.walk((sender, state) -> sum[0] += state.permits().used().values().stream()
                .mapToLong(Long::longValue)
                .sum());
        return sum[0];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "messages":      | "mesages":       | line 3: 'charged.sends[0].messages' is missing
            "bytes":         | "more":1,"bytes":| 'charged.sends[0].more' is not a field of this form
            "recipients":    | "recipients":-   | 'charged.sends[0].recipients' must be a number not below 0, got -3
            "at":"2026-11-24T09 | "at":"2026-99-24T09 | 'charged.sends[0].at' must be an instant such as
            "id":"00         | "id":"0x         | 'charged.sends[0].id' must be 16 digits 0-9a-f
            "version":1      | "version":2      | line 1: 'version' must be 1
            "accounts":1     | "accounts":2     | line 4: says 2 accounts and 1 caps, but there are 1 and 1
            {"end":          | {"ende":         | line 4: 'end' is missing
            {"cap":          | cap:             | line 2: not JSON
            """)
    void brokenLineShouldBeToldAndNothingBeTakenIn(String there, String instead, String told) {
        String whole = """
                {"format":"mesura-state","version":1,"at":"2026-11-24T10:00:00Z"}
                {"cap":{"quantity":5,"windowMillis":3600000},"sliceMillis":18000,"slices":[]}
                {"account":"ana@alcaldia.example","charged":{"sends":[{"id":"0000000000000001","at":"2026-11-24T09:00:00Z",\
                "messages":1,"recipients":3,"externalRecipients":2,"bytes":900}]}}
                {"end":true,"accounts":1,"caps":1}
                """;
        AccountBook book = new MemoryAccountBook();
        String broken = whole.replace(there.strip(), instead.strip());

        assertThat(broken).isNotEqualTo(whole);
        assertThatThrownBy(() -> taken(book, broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
        assertThat(book.find(new Sender("ana@alcaldia.example"))).isEmpty();
    }

    /** Found by {@code ImportFuzzTest}: the lines before it were taken in. */
    @ParameterizedTest
    @CsvSource({"bytes, 9223372036854775000", "recipients, 4294967295", "messages, 9223372036854775807"})
    void nothingShouldBeTakenInWhenAnAccountWouldHaveMoreThanOneCan(String measure, String huge) throws IOException {
        String send = """
                {"account":"%s","charged":{"sends":[{"id":"%s","at":"2026-11-24T09:00:00Z",\
                "messages":1,"recipients":3,"externalRecipients":2,"bytes":900}]}}
                """;
        String ends = "{\"format\":\"mesura-state\",\"version\":1,\"at\":\"2026-11-24T10:00:00Z\"}\n%s"
                + "{\"end\":true,\"accounts\":%s,\"caps\":0}\n";
        AccountBook book = new MemoryAccountBook();
        taken(book, ends.formatted(send.formatted("ana@alcaldia.example", "0000000000000001"), 1));
        String more = send.formatted("ana@alcaldia.example", "0000000000000002")
                .replaceFirst("\"" + measure + "\":\\d+", "\"" + measure + "\":" + huge);
        String before = exported(book);

        assertThatThrownBy(() -> taken(
                        book, ends.formatted(send.formatted("beto@alcaldia.example", "0000000000000003") + more, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 3: ");
        assertThat(exported(book)).isEqualTo(before);
    }

    @Test
    void whatBrokeOffShouldBeRejectedWhereverItBrokeOff() throws IOException {
        String[] lines = exported(full(5)).split("\n");
        for (int kept = 0; kept < lines.length; kept += 20) {
            String cut = Arrays.stream(lines).limit(kept).collect(Collectors.joining("\n"));
            AccountBook book = new MemoryAccountBook();

            assertThatThrownBy(() -> taken(book, cut))
                    .as("%s lines", kept)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(exported(book).lines()).as("head, cap and end").hasSize(3);
        }
    }

    private static AccountBook full(long seed) {
        States states = new States(seed);
        AccountBook book = new MemoryAccountBook();
        for (int account = 0; account < 200; account++) {
            book.change(new Sender("u" + account + "@a.example"), Accounts.restore(states.next(), NOW), NOW);
        }
        book.restore(CAP, CHARGED);
        return book;
    }

    private static String exported(AccountBook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StateExport(book).write(out, List.of(CAP), NOW);
        return out.toString(UTF_8);
    }

    private static StateImport.Result taken(AccountBook book, String state) throws IOException {
        return new StateImport(book).read(new ByteArrayInputStream(state.getBytes(UTF_8)), NOW);
    }

    private static List<String> sorted(String lines) {
        return lines.lines().sorted().toList();
    }
}
