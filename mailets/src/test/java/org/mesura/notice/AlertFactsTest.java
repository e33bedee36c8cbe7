/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesura.review.Event;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

class AlertFactsTest {
    private static final NoticeWriter WRITER = new NoticeWriter(Examples.CITY_HALL, Templates.builtIn());

    /** The administrator pastes it into a shell. */
    @ParameterizedTest
    @CsvSource({
        "ana@x.example, ana@x.example",
        "network:192.0.2.7, network%3A192.0.2.7",
        "$(reboot)`id`;&|*@x.example, %24%28reboot%29%60id%60%3B%26%7C%2A@x.example",
        "\"a+b/..'c@x.example\", %22a%2Bb%2F..%27c@x.example%22",
    })
    void accountShouldMeanNothingButItselfInACommand(String account, String expected) {
        Alert alert = new Alert.OfEvent(
                new Event.OverAttempted(Examples.HOURLY, 657), new Sender(account), "staff", false, Examples.NOW);

        assertThat(WRITER.write(alert, Language.ES).text())
                .contains("  curl \\\n    http://127.0.0.1:8000/mesura/accounts/" + expected + "\n");
    }

    @Test
    void linesOfOthersShouldBeFewShortAndWithoutAddressesOrMarks() {
        String line =
                "mx.x.example: 2, 550 to \"eva p\"@x.example\r\nBcc: beto@x.example \u202e" + "so long ".repeat(100);
        Letter letter = WRITER.write(
                new Alert.OfRemoteRefusals(ImmutableList.copyOf(Collections.nCopies(50, line)), Examples.NOW),
                Language.EN);

        assertThat(letter.text().lines().filter(text -> text.startsWith("- mx.")))
                .hasSize(20);
        assertThat(letter.text()).doesNotContain("eva", "beto", "\u202e").doesNotContain("\nBcc");
        assertThat(letter.text().lines()).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(78));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyEventShouldHaveItsLetter(Language language) {
        assertThat(Examples.ALERTS.values().stream()
                        .map(alert -> WRITER.write(alert, language).subject())
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(Examples.ALERTS.values());
    }
}
