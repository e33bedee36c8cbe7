/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.journal.submissions.Reviewed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The command, from the files of a journal and of candidates to what it prints and writes. */
class CommandTest {
    private static final boolean WRITE = "write".equals(System.getProperty("mesura.golden"));
    private static final Path GOLDEN = Path.of("src/test/resources/org/mesura/whatif");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>{{name}}\"'&@alcaldia.example";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeCandidates() throws IOException {
        Files.writeString(folder.resolve("mesura.xml"), "<mesura/>");
        Files.writeString(folder.resolve("stricter.xml"), """
                <mesura><institution><timeZone>UTC</timeZone></institution><policies><policy name="few">
                  <limit measure="messages" quantity="3" window="1h"/><overLimit>bounce</overLimit>
                </policy></policies><assignments default="few"/></mesura>
                """);
    }

    @Test
    void stricterCandidateShouldStopWhatANaiveCountStopsAndTouchThoseAccounts() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Reviewed> sent = new ArrayList<>();
            long seconds = 0;
            for (int number = 0; number < 400; number++) {
                seconds += random.nextInt(120);
                sent.add(
                        Sent.plain(number, "p" + random.nextInt(12) + "@alcaldia.example", random.nextInt(3), seconds));
            }
            Path journal = folder.resolve("journal-" + seed);
            Written.to(journal, sent);
            Path csv = folder.resolve("accounts.csv");

            run("--journal", journal.toString(), "--candidate", file("stricter.xml"), "--csv", csv.toString());

            assertThat(refused(csv)).as("seed %s", seed).isEqualTo(refusedByHand(sent, 3, 3_600));
        }
    }

    @Test
    void csvShouldBeAsExpected() throws Exception {
        Path csv = folder.resolve("accounts.csv");
        written();
        assertThat(run(
                        "--journal",
                        journal(),
                        "--candidates",
                        file("mesura.xml") + "," + file("stricter.xml"),
                        "--csv",
                        csv.toString()))
                .as(err.toString(UTF_8))
                .isZero();

        String text = Files.readString(csv);
        assertThat(text.split("\n")).allMatch(line -> line.endsWith("\r"));
        golden("accounts.csv", text.replace("\r", ""));
    }

    @Test
    void tableShouldBeAsExpected() throws Exception {
        written();
        Files.writeString(
                folder.resolve("mesura.xml"), "<mesura><institution><timeZone>UTC</timeZone></institution></mesura>");
        run("--journal", journal(), "--candidate", file("mesura.xml"), "--candidate", file("stricter.xml"));

        golden("table.txt", out.toString(UTF_8));
    }

    @Test
    void pageShouldNeedNothingElseAndHoldTheFiguresOfEachCandidate() throws Exception {
        Document page = page();

        assertThat(page.select("script, link, img, iframe, [src], [href], [onerror]"))
                .isEmpty();
        assertThat(page.select("#figures thead th").eachText()).containsExactly("mesura.xml", "stricter.xml");
        assertThat(page.select("#figures tbody tr").first().select("td").eachText())
                .containsExactly("accepted", "59", "21");
        assertThat(page.select("figure svg rect")).hasSizeGreaterThan(10);
        assertThat(page.select("#suggestions tbody tr")).hasSizeGreaterThan(5);
        assertThat(page.select("pre").text()).contains("<limit measure=\"messages\" quantity=\"");
    }

    @Test
    void hostileNameShouldStayTextOnThePage() throws Exception {
        Document page = page();

        assertThat(page.select("table.accounts td").eachText()).contains(HOSTILE);
        assertThat(page.select("img, [onerror]")).isEmpty();
    }

    @Test
    void measuresShouldBeTheArrayThatAllWhatMeasuresWrites() throws Exception {
        written();
        Path measures = folder.resolve("new/whatif.json");
        run("--journal", journal(), "--candidate", file("stricter.xml"), "--measures", measures.toString());

        JsonNode array = new ObjectMapper().readTree(measures.toFile());
        assertThat(array).isNotEmpty().allSatisfy(measure -> assertThat(measure.fieldNames())
                .toIterable()
                .containsExactly("measure", "value", "unit", "bar", "ok"));
        assertThat(array).anySatisfy(measure -> {
            assertThat(measure.path("measure").asText()).isEqualTo("what-if-1-accepted");
            assertThat(measure.path("value").asLong()).isEqualTo(21);
        });
    }

    @Test
    void linesThatCannotBeReadShouldBeToldAndTheRestPlayed() throws Exception {
        written();
        Path file = Path.of(folder.resolve("journal").toFile().listFiles()[0].toString());
        Files.writeString(file, Files.readString(file) + "1764 torn");
        assertThat(run("--journal", journal(), "--candidate", file("mesura.xml")))
                .isZero();

        assertThat(err.toString(UTF_8)).contains(file + ":62 is left out: it has no end");
        assertThat(out.toString(UTF_8)).contains("; 1 lines could not be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--candidate mesura.xml                              | '--journal' is missing",
                "--journal journal                                   | '--candidate' is missing",
                "--journal journal --candidate                       | '--candidate' needs a value",
                "--journal journal --candidat x                      | there is no option '--candidat'",
                "journal                                             | 'journal' is no option",
                "--journal journal --candidate mesura.xml --margin x | '--margin' must be a whole number from 0 to 1000, got 'x'",
                "--journal journal --candidate mesura.xml --margin -1| '--margin' must be a whole number from 0 to 1000, got '-1'",
            })
    void brokenCommandShouldSayWhatIsWrongAndHowItIsUsed(String words, String message) {
        assertThat(run(words.strip().split(" "))).isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("what-if: " + message).contains("usage: WhatIf --journal DIR");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void mistakesOfACandidateShouldBeSaidAsJamesSaysThem() throws Exception {
        written();
        Files.writeString(
                folder.resolve("broken.xml"), "<mesura mode='nonsense'><assignments default='nobody'/></mesura>");

        assertThat(run("--journal", journal(), "--candidate", file("broken.xml")))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(2).allMatch(line -> line.contains("broken.xml"));
    }

    @Test
    void emptyJournalShouldBeAFailure() {
        assertThat(run("--journal", folder.resolve("none").toString(), "--candidate", file("mesura.xml")))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("no submissions in ").contains("(0 files)");
    }

    @Test
    void helpShouldShowTheUsage() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(Options.USAGE);
    }

    /** Ana writes a little, Beto much in an hour, a mailing goes out, and somebody has an odd name. */
    private void written() {
        List<Reviewed> sent = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            sent.add(Sent.plain(sent.size(), "ana@alcaldia.example", 2, number * 7_200L));
            sent.add(Sent.plain(sent.size(), "=1+1@alcaldia.example", 0, number * 7_200L + 1));
        }
        for (int number = 0; number < 40; number++) {
            sent.add(Sent.plain(sent.size(), "beto@alcaldia.example", 1, 30L * number));
        }
        for (int number = 0; number < 7; number++) {
            long[] thirty = LongStream.range(30L * number, 30L * number + 30).toArray();
            sent.add(Sent.bulk(
                    sent.size(), "carla@alcaldia.example", thirty, 900L * number, number < 5 ? "accept" : "hold"));
        }
        for (int number = 0; number < 4; number++) {
            sent.add(Sent.plain(sent.size(), HOSTILE, 1, number));
        }
        sent.sort(Comparator.comparing(Reviewed::at));
        Written.to(folder.resolve("journal"), sent);
    }

    private Document page() throws IOException {
        written();
        Path html = folder.resolve("report.html");
        run(
                "--journal",
                journal(),
                "--candidate",
                file("mesura.xml"),
                "--candidate",
                file("stricter.xml"),
                "--html",
                html.toString());
        return Jsoup.parse(html.toFile(), "UTF-8");
    }

    private int run(String... arguments) {
        return new Command(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(arguments);
    }

    private String journal() {
        return folder.resolve("journal").toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void golden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    private static Map<String, Long> refused(Path csv) throws IOException {
        Map<String, Long> refused = new TreeMap<>();
        List<String> lines = Files.readAllLines(csv);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            refused.put(cells[1].replace("\"", ""), Long.parseLong(cells[14]));
        }
        return refused;
    }

    private static Map<String, Long> refusedByHand(List<Reviewed> sent, int most, long window) {
        Map<String, Deque<Long>> passed = new HashMap<>();
        Map<String, Long> refused = new TreeMap<>();
        for (Reviewed one : sent) {
            String account = one.submission().sender().account();
            long at = one.at().getEpochSecond();
            Deque<Long> own = passed.computeIfAbsent(account, none -> new ArrayDeque<>());
            own.removeIf(before -> before <= at - window);
            boolean fits = own.size() < most;
            if (fits) {
                own.add(at);
            }
            refused.merge(account, fits ? 0L : 1L, Long::sum);
        }
        return refused;
    }
}
