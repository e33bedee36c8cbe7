/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.journal.Entries.ANA;
import static org.mesura.journal.Entries.TEN;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.mesura.journal.Act;
import org.mesura.journal.Entries;
import org.mesura.journal.Judged;

import com.google.common.io.BaseEncoding;

class JournalFormTest {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final Judged JUDGED = Entries.judged("Mail-1", ANA, Instant.ofEpochSecond(1_000, 5));
    private static final Act ACT = Entries.act(ANA, Instant.ofEpochSecond(1_000));

    /** A form that changes must get a new version, and the old one must still be read. */
    @Test
    void formsShouldStayWhatTheyAre() {
        assertThat(HEX.encode(JournalForm.of(JUDGED)))
                .isEqualTo("03" + "d00f05" + text("spool") + text("ana@alcaldia.example") + text("Mail-1")
                        + text("refuse") + "00" + text("over-limit") + "01" + text("messages per 1min") + "011e"
                        + "011e" + "0101" + "01c81005" + "03" + "02" + text("staff"));
        assertThat(HEX.encode(JournalForm.of(ACT)))
                .isEqualTo("03" + "d00f00" + "01" + text("olga") + text("127.0.0.1")
                        + text("PUT /mesura/accounts/ana@alcaldia.example/suspension") + "01"
                        + text("ana@alcaldia.example") + "01" + text("looks stolen"));
    }

    private static String text(String text) {
        return HEX.encode(new byte[] {(byte) text.length()}) + HEX.encode(text.getBytes(UTF_8));
    }

    @Test
    void entriesShouldBeReadAsTheyWereWritten() {
        Judged bare = new Judged(
                TEN,
                Judged.Where.DOOR,
                ANA,
                "ñ",
                "refuse",
                true,
                "suspended",
                new Judged.Figures(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                0,
                0,
                "small");
        Act nobody = new Act(TEN, Optional.empty(), "::1", "POST /mesura/state", Optional.empty(), Optional.empty());

        assertThat(JournalForm.judged(JournalForm.of(JUDGED))).isEqualTo(JUDGED);
        assertThat(JournalForm.judged(JournalForm.of(bare))).isEqualTo(bare);
        assertThat(JournalForm.act(JournalForm.of(ACT))).isEqualTo(ACT);
        assertThat(JournalForm.act(JournalForm.of(nobody))).isEqualTo(nobody);
    }

    @Test
    void brokenOctetsShouldBeRejectedOrReadAsSomething() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = JournalForm.of(JUDGED);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] part = Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> JournalForm.judged(part)).isInstanceOf(IllegalArgumentException.class);
            byte[] flipped = whole.clone();
            flipped[cut] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(JournalForm.judged(flipped)).as("seed %s", seed).isNotNull();
            } catch (IllegalArgumentException rejected) {
                assertThat(rejected).as("seed %s", seed).isNotNull();
            }
        }
    }
}
