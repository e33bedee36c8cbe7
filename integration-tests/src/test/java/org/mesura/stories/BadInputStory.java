/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/** Whatever comes is reviewed without an error, and arrives. */
class BadInputStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final List<String> EVA = List.of("eva@outside.example");

    @AfterEach
    void mesuraShouldBeHealthy() {
        assertThat(JAMES.server().log().lines().filter(line -> line.contains(" ERROR o.m.")))
                .isEmpty();
        assertThat(JAMES.server()
                        .webAdmin()
                        .get("/healthcheck/checks/Mesura")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("healthy");
    }

    @Test
    void unparsableMimeShouldArrive() {
        String word = UUID.randomUUID().toString();
        assertArrives("mime", """
                From: <<ana@@large.example
                To: ;,,<>@, "eva
                Message-ID: <%s
                Content-Type: multipart/mixed; boundary="outer"; charset="=?no-such?="
                Content-Transfer-Encoding: bass64
                Subject: =?utf-9?Q?=GG?=

                --outer
                Content-Type: multipart/alternative; boundary="outer"

                --inner
                Content-Type: ///;;=
                Content-Transfer-Encoding: base64

                !!!!
                --oute
                """.formatted(word).replace("\n", "\r\n").getBytes(US_ASCII), word);
    }

    @Test
    void eightBitHeadersShouldArrive() {
        String word = UUID.randomUUID().toString();
        String message = "From: Añá <ana@large.example>\r\nTo: Éva <eva@outside.example>\r\nMessage-ID: <" + word
                + "@client.example>\r\nSubject: ¿Qué? " + word + "\r\n\r\nAño nuevo\r\n";
        assertArrives("eight.bit", message.getBytes(ISO_8859_1), word);
    }

    @Test
    void messageWithoutBodyShouldArrive() {
        String word = UUID.randomUUID().toString();
        assertArrives("bodiless", ("Subject: " + word + "\r\n").getBytes(US_ASCII), word);
    }

    @Test
    void messageWithoutAnythingShouldArrive() {
        // The trace header that the server adds is all that tells whose it was.
        assertArrives("nothing", new byte[0], "Received:");
    }

    @Test
    void largeAttachmentShouldArrive() {
        String word = UUID.randomUUID().toString();
        String line = "QUJD".repeat(19) + "\r\n";
        Letter letter = Letter.of("attachment@large.example", EVA, word, line.repeat((25 << 20) / 57))
                .header("Content-Type", "application/octet-stream; name=\"plan.pdf\"")
                .header("Content-Transfer-Encoding", "base64");

        ReceivedMail arrived = assertArrives("attachment", letter.bytes(), word);

        assertThat(arrived.message()).hasSizeGreaterThan(letter.bytes().length);
        assertThat(JAMES.server().log()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void tenThousandRecipientsShouldBeReached() {
        List<String> everybody = IntStream.range(0, 10_000)
                .mapToObj(number -> "member" + number + "@outside.example")
                .toList();
        try (Person ana = Person.join(JAMES, "many@large.example")) {
            ana.send(ana.address(), everybody, Letter.of(ana.address(), EVA).bytes());

            assertThat(JAMES.sink().await(1, BOUND).get(0).recipients()).hasSameElementsAs(everybody);
            assertThat(ana.ledger().externalRecipients()).isEqualTo(10_000);
        }
    }

    @Test
    void longSenderShouldBeReviewed() {
        try (Person ana = Person.join(JAMES, longAddress(250))) {
            Letter letter = ana.writeAndAwaitReview("eva@outside.example");

            assertThat(JAMES.sink().await(1, BOUND).get(0).text()).contains(letter.header("Message-ID"));
            assertThat(ana.ledger().sent()).isEqualTo(1);
        }
    }

    @Test
    void longSenderShouldBeToldOfARefusal() {
        // The longest name for which James makes a mailbox.
        try (Person ana = Person.join(JAMES, longAddress(246))) {
            ana.writeAndAwaitReview("eva@outside.example");
            Letter letter = ana.writeAndAwaitReview("eva@outside.example");

            assertThat(ana.awaitReports(1).get(0)).contains(letter.header("Message-ID"));
            assertThat(ana.ledger().refused()).isEqualTo(1);
        }
    }

    private static String longAddress(int length) {
        String domain = String.join(".", "d".repeat(60), "e".repeat(60), "f".repeat(52), "example");
        return "n".repeat(length - 1 - domain.length()) + "@" + domain;
    }

    private static ReceivedMail assertArrives(String name, byte[] message, String word) {
        try (Person ana = Person.join(JAMES, name + "@large.example")) {
            ana.send(ana.address(), EVA, message);

            ReceivedMail arrived = JAMES.sink().await(1, BOUND).get(0);
            assertThat(new String(arrived.message(), ISO_8859_1)).contains(word);
            assertThat(ana.ledger().sent()).isEqualTo(1);
            return arrived;
        }
    }
}
