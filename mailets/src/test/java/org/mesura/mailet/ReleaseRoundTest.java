/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.Waits;
import org.mesura.policy.Measure;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/** What becomes of held mail, two messages a minute: guarantees 1, 3 and 6. */
class ReleaseRoundTest {
    private static final String ANA = "ana@localhost";
    private static final String BETO = "beto@localhost";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Holding holding;

    @BeforeEach
    void start() {
        holding = new Holding(folder, Holding.SLOW);
    }

    @Test
    void mailShouldLeaveWholeAtItsTurnAndNotSooner() throws Exception {
        submit(ANA, 3);
        holding.pass(Duration.ofSeconds(59));
        assertThat(holding.released()).isEmpty();
        assertThat(holding.round.round()).isEqualTo(Edge.NOON.plusSeconds(60));

        holding.pass(Duration.ofSeconds(1));
        assertThat(holding.spool.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.getName()).startsWith("ana-03-");
            assertThat(mail.getState()).isEqualTo("transport");
            assertThat(mail.getRecipients()).hasSize(2);
            assertThat(mail.getAttribute(AttributeName.of("mesura.releasedAt")))
                    .hasValueSatisfying(
                            attribute -> assertThat(attribute.getValue().value())
                                    .isEqualTo(Edge.NOON.plusSeconds(60).toString()));
            assertThat(mail.getMessage().getContent()).isEqualTo("Text of ana-03");
        });
        assertNothingIsHeld();
        assertThat(holding.edge.metrics.countFor("mesura.releases.left")).isEqualTo(1);
    }

    @Test
    void mailsShouldLeaveInTheOrderSentWithinTheLimit() throws Exception {
        submit(ANA, 9);
        for (int minute = 1; minute <= 4; minute++) {
            holding.pass(MINUTE);
            assertThat(holding.released())
                    .as("after minute %s", minute)
                    .containsExactlyElementsOf(names(ANA, 3, Math.min(9, 2 + 2 * minute)));
        }
        assertNothingIsHeld();
    }

    @Test
    void mailOfAnotherAccountShouldNotWait() throws Exception {
        submit(ANA, 40);
        submit(BETO, 3);
        holding.pass(MINUTE);

        assertThat(holding.released()).containsExactly("ana-03", "ana-04", "beto-03");
    }

    @Test
    void releasedMailShouldNotBeReviewedNorKeptAgainWhenItComesToRoot() throws Exception {
        submit(ANA, 3);
        holding.pass(MINUTE);
        Mail released = holding.spool.mails().get(0);
        long before = used(ANA);
        holding.edge.review().service(released);
        holding.keep(released);

        assertThat(used(ANA)).isEqualTo(before);
        assertThat(released.getState()).isEqualTo("transport");
        assertNothingIsHeld();
    }

    @Test
    void overdueMailShouldBePacedWithinTheLimitInItsOrder() throws Exception {
        submit(ANA, 12);
        holding.edge.clock.advance(Duration.ofHours(1));
        holding.crash();
        for (int minute = 0; minute < 5; minute++) {
            holding.settle();
            assertThat(holding.released())
                    .as("%s minutes after the start", minute)
                    .containsExactlyElementsOf(names(ANA, 3, 4 + 2 * minute));
            holding.pass(MINUTE);
        }
        assertNothingIsHeld();
    }

    @Test
    void mailShouldLeaveAtItsTurnWhenTheLedgerLostIt() throws Exception {
        submit(ANA, 3);
        holding.edge.book.forget(new Sender(ANA));
        holding.crash();
        holding.settle();

        assertThat(holding.released()).containsExactly("ana-03");
        assertThat(used(ANA)).isEqualTo(1);
    }

    @Test
    void mailShouldLeaveSoonerWhenThePolicyGivesMore() throws Exception {
        submit(ANA, 6);
        holding.settle();
        assertThat(holding.released()).isEmpty();
        holding.settings = Edge.settings(Holding.SLOW.replace("quantity=\"2\"", "quantity=\"5\""));
        holding.settle();

        assertThat(holding.released()).containsExactly("ana-03", "ana-04", "ana-05");
    }

    @Test
    void nothingShouldLeaveMuchSoonerNorStickWhenTheClockGoesBackAnHour() throws Exception {
        submit(ANA, 6);
        holding.settle();
        holding.edge.clock.advance(Duration.ofHours(-1));
        holding.pass(Duration.ofMinutes(3));

        assertThat(holding.released()).containsExactly("ana-03", "ana-04", "ana-05", "ana-06");
    }

    @Test
    void nothingShouldBeFlushedWhenTheClockGoesAheadAnHour() throws Exception {
        submit(ANA, 8);
        holding.settle();
        holding.edge.clock.advance(Duration.ofHours(1));
        holding.settle();
        assertThat(holding.released()).containsExactly("ana-03", "ana-04");
        holding.pass(Duration.ofMinutes(2));

        assertThat(holding.released()).containsExactlyElementsOf(names(ANA, 3, 8));
    }

    @Test
    void heldMailShouldStayWhileItsAccountIsSuspendedAndLeaveWhenThatIsLifted() throws Exception {
        submit(ANA, 4);
        suspend(ANA);
        holding.pass(Duration.ofMinutes(5));
        assertThat(holding.released()).isEmpty();
        assertThat(holding.facts.of(new Sender(ANA)))
                .allSatisfy(mail -> assertThat(mail.waits()).isInstanceOf(Waits.ForLifting.class));

        holding.edge.book.change(new Sender(ANA), Accounts.lift(now()), now());
        holding.round.look(new Sender(ANA));
        holding.settle();
        assertThat(holding.released()).containsExactly("ana-03", "ana-04");
        assertNothingIsHeld();
    }

    @Test
    void heldMailShouldLeaveWhenTheSuspensionIsOverByItself() throws Exception {
        submit(ANA, 3);
        holding.edge.book.change(new Sender(ANA), Accounts.suspend(Optional.of(Duration.ofMinutes(10)), now()), now());
        holding.pass(Duration.ofMinutes(9));
        assertThat(holding.released()).isEmpty();
        holding.pass(MINUTE);

        assertThat(holding.released()).containsExactly("ana-03");
    }

    @Test
    void heldMailShouldGoBackWhenTheSuspensionOutlastsItsTime() throws Exception {
        submit(ANA, 3);
        suspend(ANA);
        holding.pass(MINUTE);
        holding.edge.clock.advance(Duration.ofDays(3));
        holding.settle();

        assertThat(holding.released()).isEmpty();
        assertNothingIsHeld();
        // the report, and guidance
        assertThat(holding.edge.context.getSentMails()).hasSize(2);
        assertThat(holding.edge.metrics.countFor("mesura.releases.returned")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MailRepository.retrieve",
                "MailQueue.enQueue",
                "MailRepository.remove",
                "HoldingArea.remove",
                "HoldingArea.of",
                "HoldingArea.due",
            })
    void mailShouldLeaveOnceWhenWhatFailedWorksAgain(String fault) throws Exception {
        submit(ANA, 4);
        holding.faults.before(fault);
        for (int second = 0; second < 70; second++) {
            holding.edge.clock.advance(Duration.ofSeconds(1));
            round();
        }
        assertThat(holding.facts.total().messages()).isEqualTo(2);
        assertThat(holding.edge.alarm.count()).isPositive();

        holding.faults.none();
        holding.pass(Duration.ofMinutes(6));
        assertThat(holding.released()).containsExactly("ana-03", "ana-04");
        assertNothingIsHeld();
    }

    @Test
    void mailThatCannotLeaveShouldNotKeepOthersForEver() throws Exception {
        submit(ANA, 3);
        submit(BETO, 4);
        Path message = file("beto-03", "FileStreamStore");
        // there, and not to be read
        Files.delete(message);
        Files.createDirectories(message.resolve("folder"));
        for (int second = 0; second < 400; second++) {
            holding.edge.clock.advance(Duration.ofSeconds(1));
            round();
        }

        assertThat(holding.released()).containsExactly("ana-03", "beto-04");
    }

    @Test
    void brokenCopyShouldBeSetAsideWithAnAlarmAndStopNothing() throws Exception {
        submit(ANA, 4);
        Path broken = file("ana-03", "FileObjectStore");
        Files.write(broken, new byte[] {1, 2, 3});
        holding.pass(MINUTE);
        assertThat(holding.released())
                .as("while it may have been a moment's fault")
                .isEmpty();
        holding.pass(Duration.ofSeconds(3));

        assertThat(holding.released()).containsExactly("ana-04");
        assertThat(holding.aside()).hasSize(2);
        assertThat(holding.edge.alarm.count()).as("one for each time").isEqualTo(3);
        assertThat(holding.edge.metrics.countFor("mesura.releases.broken")).isEqualTo(1);
        assertNothingIsHeld();
    }

    @Test
    void mailThatCannotLeaveShouldNotKeepOtherAccountsWaitingHoweverManyFollowIt() throws Exception {
        holding = new Holding(folder, Holding.SLOW.replace("quantity=\"2\"", "quantity=\"120\""));
        submit(ANA, 240);
        holding.edge.clock.advance(Duration.ofSeconds(1));
        submit(BETO, 121);
        Path first = file("ana-121", "FileStreamStore");
        Files.delete(first);
        Files.createDirectories(first.resolve("folder"));
        holding.edge.clock.advance(Duration.ofSeconds(59));
        round();
        holding.edge.clock.advance(Duration.ofMillis(990));
        round();
        holding.edge.clock.advance(Duration.ofMillis(10));
        round();
        round();

        assertThat(holding.released()).contains("beto-121");
    }

    @Test
    void mailShouldWaitWhenItsFolderIsNotThere() throws Exception {
        submit(ANA, 3);
        Path held = holding.files().get(0).getParent();
        Files.move(held, held.resolveSibling("elsewhere"));
        holding.edge.clock.advance(MINUTE);
        round();
        assertThat(holding.facts.total().messages()).isEqualTo(1);
        assertThat(holding.edge.alarm.count()).isPositive();

        Files.move(held.resolveSibling("elsewhere"), held);
        holding.pass(MINUTE);
        assertThat(holding.released()).containsExactly("ana-03");
        assertNothingIsHeld();
    }

    /** A disk that is not mounted leaves an empty folder in place of the repository's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailShouldWaitWhenAnEmptyFolderIsInPlaceOfItsOwn(boolean restarted) throws Exception {
        submit(ANA, 3);
        Path held = holding.files().get(0).getParent();
        Path mounted = held.resolveSibling("elsewhere");
        Files.move(held, mounted);
        Files.createDirectory(held);
        if (restarted) {
            holding.crash();
        }
        holding.edge.clock.advance(MINUTE);
        round();
        assertThat(holding.facts.total().messages()).isEqualTo(1);
        assertThat(holding.edge.alarm.count()).isPositive();
        submit(BETO, 2);
        assertThat(holding.submit(BETO, "beto-03").getState())
                .as("what would be hidden once the disk is there again")
                .isEqualTo(Mail.TRANSPORT);

        Files.delete(held);
        Files.move(mounted, held);
        holding.pass(MINUTE);
        assertThat(holding.released()).containsExactly("ana-03");
        assertNothingIsHeld();
    }

    @Test
    void mailShouldLeaveFromAFolderThatWasCopiedWithoutItsMark() throws Exception {
        submit(ANA, 3);
        Files.delete(holding.files().get(0).resolveSibling(HeldFolder.MARK));
        holding.crash();
        holding.pass(MINUTE);

        assertThat(holding.released()).containsExactly("ana-03");
        assertThat(holding.edge.alarm.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailThatIsGoneOrBrokenShouldGiveBackWhatItTook(boolean gone) throws Exception {
        submit(ANA, 3);
        Path message = file("ana-03", "FileStreamStore");
        Files.delete(message);
        if (gone) {
            Files.delete(file("ana-03", "FileObjectStore"));
        }
        holding.pass(MINUTE);

        assertNothingIsHeld();
        assertThat(used(ANA)).isZero();
    }

    @Test
    void mailThatAnAdministratorDeletedShouldBeForgotten() throws Exception {
        submit(ANA, 3);
        for (Path file : holding.files()) {
            Files.delete(file);
        }
        holding.pass(MINUTE);

        assertThat(holding.released()).isEmpty();
        assertThat(holding.edge.alarm.count()).isZero();
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MailQueue.enQueue", "MailRepository.remove", "HoldingArea.remove"})
    void mailShouldLeaveAtLeastOnceWhateverStepTheCrashCameBefore(String step) throws Exception {
        submit(ANA, 3);
        holding.faults.before(step);
        holding.edge.clock.advance(MINUTE);
        round();
        holding.faults.none();
        holding.crash();
        holding.pass(MINUTE);

        assertThat(holding.released()).hasSizeBetween(1, 2).containsOnly("ana-03");
        if (!step.equals("MailRepository.remove")) {
            assertThat(holding.released()).hasSize(1);
        }
        assertNothingIsHeld();
    }

    @Test
    void mailShouldWaitWhenAnotherServerHasItsLease() throws Exception {
        submit(ANA, 3);
        holding.leases.take(new SubmissionId("ana-03"), now(), now().plusSeconds(70));
        holding.pass(Duration.ofSeconds(65));
        assertThat(holding.released()).isEmpty();
        holding.pass(Duration.ofSeconds(10));

        assertThat(holding.released()).containsExactly("ana-03");
    }

    @Test
    void mailShouldNotOvertakeOneWhoseLeaseAnotherServerHas() throws Exception {
        submit(ANA, 4);
        submit(BETO, 3);
        holding.leases.take(new SubmissionId("ana-03"), now(), now().plusSeconds(70));
        holding.pass(Duration.ofSeconds(65));
        assertThat(holding.released()).containsExactly("beto-03");
        holding.pass(Duration.ofSeconds(10));

        assertThat(holding.released()).containsExactly("beto-03", "ana-03", "ana-04");
    }

    /** The file of the copy of {@code name}, whose key begins with it. */
    private Path file(String name, String kind) {
        String start = HexFormat.of().withUpperCase().formatHex(name.getBytes(StandardCharsets.US_ASCII));
        return holding.files().stream()
                .filter(file -> file.getFileName().toString().startsWith(start))
                .filter(file -> file.toString().endsWith(kind))
                .findFirst()
                .orElseThrow();
    }

    private void round() {
        try {
            holding.round.round();
        } catch (IllegalStateException fault) {
            // the thread of the schedule raises the alarm and goes on
            holding.edge.fail();
        }
    }

    private Instant now() {
        return holding.edge.clock.instant();
    }

    private void suspend(String account) {
        holding.edge.book.change(new Sender(account), Accounts.suspend(Optional.empty(), now()), now());
    }

    private void submit(String account, int messages) throws Exception {
        for (String name : names(account, 1, messages)) {
            holding.submit(account, name);
        }
    }

    private static List<String> names(String account, int first, int last) {
        String person = account.substring(0, account.indexOf('@'));
        return IntStream.rangeClosed(first, last)
                .mapToObj(count -> (last > 99 ? "%s-%03d" : "%s-%02d").formatted(person, count))
                .toList();
    }

    private long used(String account) {
        return holding.edge
                .book
                .find(new Sender(account))
                .orElseThrow()
                .ledger()
                .charged()
                .used(Measure.MESSAGES, MINUTE, now());
    }

    private void assertNothingIsHeld() {
        assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING);
        assertThat(holding.files()).isEmpty();
    }
}
