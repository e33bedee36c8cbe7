/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.bulk.TextSeen;
import org.mesura.mailet.SettableClock;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.primitives.ImmutableLongArray;

class SubmissionJournalTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
    private static final JournalRule SMALL = new JournalRule(Writing.ALWAYS, JournalRule.SMALLEST, Duration.ofDays(20));

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everythingButTheIdShouldBeReadBackAsItWas() throws Exception {
        Random random = new Random(7);
        List<Reviewed> noted = Stream.generate(() -> drawn(random)).limit(500).toList();
        write(noted);

        List<Reviewed> read = read();
        assertThat(read).hasSameSizeAs(noted);
        for (int index = 0; index < read.size(); index++) {
            assertThat(withoutId(read.get(index))).isEqualTo(withoutId(noted.get(index)));
        }
    }

    @Test
    void sameSubmissionShouldHaveTheSameIdWhenReadBackAndAnotherOneAnother() throws Exception {
        write(List.of(plain("Mail-1"), plain("Mail-2"), plain("Mail-1")));

        List<SubmissionId> ids =
                read().stream().map(one -> one.submission().id()).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
    }

    @Test
    void outsidersShouldBeANumberWhereNoTextWasCompared() throws Exception {
        write(List.of(reviewed(new Sender("ana@localhost"), Recipients.of(1, 77, 78, 79), Optional.empty())));

        assertThat(Files.readString(files().get(0))).contains(" accept - 1 3 ").doesNotContain("AAAA");
        assertThat(read().get(0).submission().recipients().outside()).isEqualTo(3);
    }

    @Test
    void hostileNameShouldForgeNoLineAndNoField() throws Exception {
        Sender hostile = new Sender("a b\n1 2 3 .\r\u2028%20=cmd|'x'@localhost");
        write(List.of(reviewed(hostile, Recipients.of(1), Optional.empty())));

        assertThat(Files.readAllLines(files().get(0))).hasSize(1);
        assertThat(read()).extracting(one -> one.submission().sender()).containsExactly(hostile);
    }

    @Test
    void fileShouldBeItsOwnersAlone() throws Exception {
        write(List.of(plain("Mail-1")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void diskShouldTakeNoMoreThanTheRuleSaysAndTheLatestShouldStay() throws Exception {
        List<Reviewed> many = Stream.generate(() -> plain("Mail")).limit(15_000).toList();
        write(many);
        write(List.of(plain("Mail-last")));

        assertThat(files()).hasSizeGreaterThan(5);
        assertThat(files().stream().mapToLong(SubmissionJournalTest::size).sum())
                .isBetween(SMALL.bytes() / 2, SMALL.bytes());
        assertThat(read().get(read().size() - 1).submission().id())
                .isEqualTo(new SubmissionId(Long.toHexString(new SubmissionId("Mail-last").fingerprint())));
    }

    @Test
    void filesShouldGoWhenTheirFirstLineIsTooOldAlsoWhenNothingIsWrittenAnyMore() throws Exception {
        write(List.of(plain("Mail-1")));
        clock.advance(Duration.ofDays(12));
        write(List.of(plain("Mail-2")));
        clock.advance(Duration.ofDays(8));

        SubmissionJournal idle = journal();
        await().until(() -> files().size() == 1);
        idle.close();
        assertThat(files().get(0)).hasFileName("2026-12-06T120000.123Z.log");
    }

    @Test
    void fileShouldBeFollowedByTheNextAfterATwentiethOfTheTime() throws Exception {
        try (SubmissionJournal journal = journal()) {
            journal.note(plain("Mail-1"));
            await().until(() -> read().size() == 1);
            clock.advance(Duration.ofDays(1));
            journal.note(plain("Mail-2"));
            await().until(() -> read().size() == 2);
        }

        assertThat(files()).hasSize(2);
    }

    @Test
    void linesShouldStayInTheirOrderWhenTheClockGoesBackAndJamesIsStartedAgain() throws Exception {
        write(List.of(plain("Mail-1")));
        clock.advance(Duration.ofHours(-5));
        write(List.of(plain("Mail-2")));

        assertThat(files()).hasSize(2);
        assertThat(read())
                .extracting(one -> one.submission().id().value())
                .containsExactly(
                        Long.toHexString(new SubmissionId("Mail-1").fingerprint()),
                        Long.toHexString(new SubmissionId("Mail-2").fingerprint()));
    }

    @Test
    void tornLineShouldBeLeftOutWithAWarningWhereverItWasTorn() throws Exception {
        Reviewed last = reviewed(
                new Sender("ana@localhost"),
                Recipients.of(0, 1, 2),
                Optional.of(new TextSeen(5, Optional.of(6L), false, Recipients.of(0, 1, 2))));
        write(List.of(plain("Mail-1"), last));
        String whole = Files.readString(files().get(0));
        int lastLine = whole.indexOf('\n') + 1;

        for (int length = lastLine + 1; length < whole.length() - 1; length++) {
            Files.writeString(files().get(0), whole.substring(0, length));
            List<String> warnings = new ArrayList<>();
            assertThat(read(warnings)).as("of %s octets", length).hasSize(1);
            assertThat(warnings)
                    .as("of %s octets", length)
                    .singleElement()
                    .asString()
                    .contains(files().get(0) + ":2 is left out");
        }
    }

    @Test
    void garbageShouldBeLeftOutLineByLine() throws Exception {
        write(List.of(plain("Mail-1")));
        String line = Files.readString(files().get(0));
        Files.writeString(
                files().get(0),
                "nonsense\n" + line.replaceFirst("^\\d{4}", "x") + "\n" + line.replace("ana@", "%") + "\u0000 .\n"
                        + line);

        List<String> warnings = new ArrayList<>();
        assertThat(read(warnings)).hasSize(1);
        assertThat(warnings).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void numberOfOutsidersThatWasDamagedShouldNotAskForMemory() throws Exception {
        write(List.of(plain("Mail-1")));
        String line = Files.readString(files().get(0));
        assertThat(line).contains(" accept - 1 0 ");
        Files.writeString(
                files().get(0),
                line.replace(" accept - 1 0 ", " accept - 1 2147483647 ")
                        + line.replace(" accept - 1 0 ", " accept - 1 -1 ")
                        + line);

        List<String> warnings = new ArrayList<>();
        assertThat(read(warnings)).hasSize(1);
        assertThat(warnings)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(":1 is left out: it tells of 2147483647 outsiders"),
                        second -> assertThat(second).endsWith(":2 is left out: it tells of -1 outsiders"));
    }

    @Test
    void linesOfAForgottenAccountShouldGoAndAllOthersStayAsTheyAre() throws Exception {
        Sender ana = new Sender("ana@localhost");
        Reviewed hers = reviewed(ana, Recipients.of(1), Optional.empty());
        Reviewed another = reviewed(new Sender("ana@localhost.example"), Recipients.of(1), Optional.empty());
        write(List.of(another));
        List<String> untouched = Files.readAllLines(files().get(0));
        clock.advance(Duration.ofSeconds(1));
        write(List.of(hers, hers));
        clock.advance(Duration.ofSeconds(1));
        write(List.of(hers, another, hers));
        Files.writeString(files().get(2), "torn", StandardOpenOption.APPEND);
        clock.advance(Duration.ofSeconds(1));

        try (SubmissionJournal journal = journal()) {
            journal.note(hers);
            journal.note(another);
            journal.forget(ana);
            await().until(() -> files().size() == 3
                    && files().stream().noneMatch(file -> text(file).contains(" ana@localhost ")));
            journal.note(hers);
            await().until(() -> read(new ArrayList<>()).size() == 4);
        }

        assertThat(Files.readAllLines(files().get(0))).isEqualTo(untouched);
        assertThat(text(files().get(1))).endsWith(" .\ntorn\n");
        assertThat(read(new ArrayList<>()).stream()
                        .map(one -> one.submission().sender())
                        .toList())
                .containsExactly(
                        another.submission().sender(),
                        another.submission().sender(),
                        another.submission().sender(),
                        ana);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(1))))
                .isEqualTo("rw-------");
        assertThat(faults).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void faultShouldBeAnAlarmAndTheNextLineShouldBeWrittenWhenTheDiskIsBack() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        try (SubmissionJournal journal =
                new SubmissionJournal(blocked, () -> SMALL, clock, (what, why) -> faults.add(what))) {
            journal.note(plain("Mail-1"));
            await().until(() -> faults.contains("could not write 1 submissions down"));
            Files.delete(blocked);
            journal.note(plain("Mail-2"));
            await().until(() -> Files.isDirectory(blocked));
        }

        List<Reviewed> read = new ArrayList<>();
        Journals.read(blocked, read::add, faults::add);
        assertThat(read).hasSize(1);
    }

    @Test
    void whoeverNotesShouldNotWaitForADiskThatIsBehindAndTheAlarmShouldSayHowManyAreLeftOut() throws Exception {
        Object disk = new Object();
        SubmissionJournal journal;
        synchronized (disk) {
            journal = new SubmissionJournal(
                    folder,
                    () -> {
                        // the journal's thread asks for the rule before it writes
                        synchronized (disk) {
                            return SMALL;
                        }
                    },
                    clock,
                    (what, why) -> faults.add(what));
            Stream.generate(() -> plain("Mail"))
                    .limit(3L * SubmissionJournal.MOST_WAITING)
                    .forEach(journal::note);
        }
        await().until(() -> faults.stream().anyMatch(what -> what.contains("were left out")));
        journal.close();

        assertThat(faults).allMatch(what -> what.matches("the journal of submissions is behind, \\d+ were left out"));
    }

    @Test
    void otherFilesInTheFolderShouldStayAndNotBeRead() throws Exception {
        Files.writeString(folder.resolve("notes.log"), "mine");
        write(List.of(plain("Mail-1")));

        assertThat(read()).hasSize(1);
        assertThat(folder.resolve("notes.log")).hasContent("mine");
    }

    private SubmissionJournal journal() {
        return new SubmissionJournal(folder, () -> SMALL, clock, (what, why) -> faults.add(what + ": " + why));
    }

    private void write(List<Reviewed> all) {
        try (SubmissionJournal journal = journal()) {
            all.forEach(journal::note);
        }
        assertThat(faults).isEmpty();
    }

    private List<Path> files() throws IOException {
        return new JournalFolder(folder).files();
    }

    private List<Reviewed> read() throws IOException {
        List<String> warnings = new ArrayList<>();
        List<Reviewed> read = read(warnings);
        assertThat(warnings).isEmpty();
        return read;
    }

    private List<Reviewed> read(List<String> warnings) throws IOException {
        List<Reviewed> read = new ArrayList<>();
        Journals.read(folder, read::add, warnings::add);
        return read;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Reviewed plain(String id) {
        return new Reviewed(
                NOON,
                new Submission(
                        new SubmissionId(id), new Sender("ana@localhost"), Recipients.of(1), 1_000, 0, false, 42),
                Optional.empty(),
                "staff",
                "accept",
                Optional.empty(),
                false);
    }

    private static Reviewed reviewed(Sender sender, Recipients recipients, Optional<TextSeen> text) {
        return new Reviewed(
                NOON,
                new Submission(new SubmissionId("Mail-1"), sender, recipients, 1_000, 0, false, -1),
                text,
                "staff",
                "accept",
                Optional.empty(),
                text.isPresent());
    }

    static Reviewed drawn(Random random) {
        Recipients counted = Recipients.of(random.nextInt(3), longs(random));
        boolean compared = random.nextBoolean();
        Recipients all = compared
                ? new Recipients(
                        counted.internal(),
                        ImmutableLongArray.copyOf(
                                LongStream.concat(counted.external().stream(), LongStream.of(longs(random)))))
                : Recipients.of(2, 0, 1, 2);
        return new Reviewed(
                Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000)),
                new Submission(
                        new SubmissionId("Mail-" + random.nextInt()),
                        new Sender("ñandú+" + random.nextInt(100) + "@localhost"),
                        all,
                        random.nextInt(1_000_000),
                        random.nextInt(30),
                        random.nextBoolean(),
                        random.nextLong()),
                compared
                        ? Optional.of(new TextSeen(
                                random.nextLong(),
                                random.nextBoolean() ? Optional.of(random.nextLong()) : Optional.empty(),
                                random.nextBoolean(),
                                counted))
                        : Optional.empty(),
                "política-" + random.nextInt(3),
                "refuse",
                Optional.of("over-limit").filter(reason -> random.nextBoolean()),
                compared && random.nextBoolean());
    }

    private static long[] longs(Random random) {
        return random.longs(random.nextInt(5)).toArray();
    }

    private static Reviewed withoutId(Reviewed reviewed) {
        Submission submission = reviewed.submission();
        return new Reviewed(
                reviewed.at(),
                new Submission(
                        new SubmissionId("any"),
                        submission.sender(),
                        submission.recipients(),
                        submission.bytes(),
                        submission.visibleExternal(),
                        submission.alwaysOpen(),
                        submission.attempt()),
                reviewed.text(),
                reviewed.policy(),
                reviewed.verdict(),
                reviewed.reason(),
                reviewed.entered());
    }
}
