/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.runner.ReceivedMail;
import org.mesura.soak.Arrival.Kind;

class ArrivalTest {
    private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
    private static final String STAMPS = """
            X-Soak-Policy: paced-2
            X-Soak-Verdict: defer
            X-Soak-Reviewed: 2026-11-27T09:59:00.000001002Z
            X-Soak-Released: 2026-11-27T09:59:30.000001002Z
            """;

    @Test
    void mailShouldTellItsIdAndWhenItLeft() {
        Arrival mail =
                came("ana@paced.example", "X-Soak-Id: 17\n" + STAMPS + "Message-ID: <17@client.example>\n\nHola\n");

        assertThat(mail.kind()).isEqualTo(Kind.MAIL);
        assertThat(mail.id()).hasValue(17);
        assertThat(mail.recipients()).containsExactly("eva@outside.example");
        assertThat(mail.messageId()).isEqualTo("<17@client.example>");
        assertThat(mail.stamp())
                .contains(new Stamp(
                        "paced-2",
                        "defer",
                        Instant.parse("2026-11-27T09:59:00.000001002Z"),
                        Optional.of(Instant.parse("2026-11-27T09:59:30.000001002Z"))));
    }

    @Test
    void reportShouldTellWhoDidNotGetWhich() {
        Arrival report = came("", """
                Content-Type: multipart/report; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.alcaldia.example

                Final-Recipient: rfc822; leo@outside.example
                Action: failed
                --b
                Content-Type: message/rfc822

                X-Soak-Id: 18
                """);

        assertThat(report.kind()).isEqualTo(Kind.REPORT);
        assertThat(report.id()).hasValue(18);
        assertThat(report.recipients()).containsExactly("leo@outside.example");
        assertThat(report.stamp()).isEmpty();
    }

    @Test
    void reportOfADelayShouldNotBeTheEndOfAMail() {
        Arrival delay = came("", """
                Content-Type: multipart/report; boundary="b"

                Action: delayed
                X-Soak-Id: 18
                """);

        assertThat(delay.kind()).isEqualTo(Kind.OTHER);
        assertThat(delay.id()).isEmpty();
    }

    @Test
    void noticeShouldTellWhatItIsAboutWhateverTheWidthOfTheLimit() {
        Arrival notice = came("", "Subject: [warning/300 messages per\n minute] Close to a limit\n\nText\n");

        assertThat(notice.kind()).isEqualTo(Kind.NOTICE);
        assertThat(notice.occasion()).contains("warning/messages per minute");
        assertThat(came("", "Subject: A letter to the administrator\n\nText\n").kind())
                .isEqualTo(Kind.OTHER);
    }

    private static Arrival came(String sender, String text) {
        byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return Arrival.of(new ReceivedMail(sender, List.of("eva@outside.example"), octets, TEN));
    }
}
