/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;
import static org.mesura.hold.Mails.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.review.PermitUse;
import org.mesura.usage.Charge;

import com.google.common.io.BaseEncoding;

class HeldFormTest {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final String STORED_MAIL = "14" + text("ana@alcaldia.example") + "00" + "d00f05" + "ce0f00"
            + "01ac020203" + "01" + "04" + text("fair") + "02" + "32" + "d804" + "0a" + text("over-limit") + "09"
            + text("file://x/") + "03" + text("1-7") + "09" + text("transport") + "b817";
    private static final String STORED_RUN = "d00f05" + "03" + "01" + "01" + "d20f00" + "01";

    private static String text(String text) {
        return HEX.encode(text.getBytes(UTF_8));
    }

    /** A form that changes must get a new version, and the old one must still be read. */
    @Test
    void formsShouldStayWhatTheyAre() {
        String version = HEX.encode(new byte[] {(byte) Form.VERSION});

        assertThat(HEX.encode(HeldForm.of(stored()))).isEqualTo(version + STORED_MAIL);
        assertThat(HEX.encode(RunForm.of(storedRun(5)))).isEqualTo(version + STORED_RUN);
        assertThat(HeldForm.read(id("1"), HEX.decode("02" + STORED_MAIL))).isEqualTo(stored());
        assertThat(RunForm.read(ANA, HEX.decode("02" + STORED_RUN))).isEqualTo(storedRun(0));
    }

    private static SizedMail stored() {
        return new SizedMail(
                new HeldMail(
                        id("1"),
                        ANA,
                        new Waits.ForTurn(Instant.ofEpochSecond(1_000, 5)),
                        Instant.ofEpochSecond(999),
                        new Charge(1, 300, 2, 3),
                        Optional.of(new PermitUse("fair", 2, 50, 600)),
                        "over-limit",
                        new HeldCopy("file://x/", "1-7", "transport")),
                3_000);
    }

    private static HeldRun storedRun(long waiting) {
        return new HeldRun(
                ANA, Instant.ofEpochSecond(1_000, 5), waiting, 3, 1, Optional.of(Instant.ofEpochSecond(1_001)), true);
    }

    @ParameterizedTest
    @MethodSource
    void formShouldGiveBackAnyMail(SizedMail mail) {
        assertThat(HeldForm.read(mail.mail().id(), HeldForm.of(mail))).isEqualTo(mail);
    }

    static Stream<SizedMail> formShouldGiveBackAnyMail() {
        return Stream.of(
                        stored().mail(),
                        mail("1", 60),
                        mail("señal/€", -60),
                        mail("1", ANA, new Waits.ForDecision(Instant.MAX), Instant.MIN),
                        mail("1", ANA, new Waits.ForLifting(TEN.plusNanos(123_456_789)), TEN))
                .flatMap(mail -> Stream.of(new SizedMail(mail, 0), new SizedMail(mail, Long.MAX_VALUE)));
    }

    @Test
    void formShouldGiveBackARunOfWhichNoneLeft() {
        HeldRun run = new HeldRun(ANA, TEN, 0, 0, 0, Optional.empty(), false);

        assertThat(RunForm.read(ANA, RunForm.of(run))).isEqualTo(run);
    }

    @Test
    void mailShouldTakeLessThan200Octets() {
        assertThat(HeldForm.of(new SizedMail(mail("Mail1732464000000-0a1b2c3d-1234", 60), 30_000)))
                .hasSizeLessThan(200);
    }

    @Test
    void otherOctetsShouldNotBeTakenForAMailOrARun() {
        byte[] mail = HeldForm.of(stored());
        byte[] run = RunForm.of(storedRun(0));
        byte[] kind = mail.clone();
        kind[22] = 3;
        byte[] told = run.clone();
        told[told.length - 1] = 2;

        assertThatThrownBy(() -> HeldForm.read(id("1"), kind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mail that waits for nothing known");
        assertThatThrownBy(() -> RunForm.read(ANA, told))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neither told nor untold");
        for (int length = 0; length < mail.length; length++) {
            byte[] cut = Arrays.copyOf(mail, length);
            assertThatThrownBy(() -> HeldForm.read(id("1"), cut)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int length = 0; length < run.length; length++) {
            byte[] cut = Arrays.copyOf(run, length);
            assertThatThrownBy(() -> RunForm.read(ANA, cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void damagedOctetsShouldGiveAnotherMailOrNone() {
        Random random = new Random(3);
        byte[] whole = HeldForm.of(stored());
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                HeldForm.read(id("1"), damaged);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed 3; any other exception ends the test").isGreaterThan(500);
    }
}
