/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** The sink and the client speak the same SMTP, as strictly as stories need. */
class SinkTest {
    private static final List<String> RECIPIENTS = List.of("eva@outside.example", "leo@outside.example");

    @Test
    void messageShouldArriveByteForByte() {
        byte[] message = ".first\r\n..second\r\n.\r\n8-bit \u00e1\r\nlast".getBytes(StandardCharsets.ISO_8859_1);
        try (Sink sink = Sink.onAnyPort();
                SmtpClient smtp = SmtpClient.connect(sink.port())) {
            assertThat(smtp.send("ana@alcaldia.example", RECIPIENTS, message).code())
                    .isEqualTo(250);

            ReceivedMail mail = sink.mails().get(0);
            assertThat(mail.sender()).isEqualTo("ana@alcaldia.example");
            assertThat(mail.recipients()).isEqualTo(RECIPIENTS);
            // SMTP ends every line; the client supplies the end that the last one lacked.
            assertThat(mail.message()).isEqualTo(concat(message, "\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void refusedRecipientShouldGetTheReplyAndTheOthersTheMail() {
        try (Sink sink = Sink.onAnyPort();
                SmtpClient smtp = SmtpClient.connect(sink.port())) {
            sink.refuse("leo@outside.example", "550 5.1.1 no such user");
            smtp.mailFrom("");

            assertThat(smtp.rcptTo("eva@outside.example").code()).isEqualTo(250);
            assertThat(smtp.rcptTo("Leo@outside.example").toString()).isEqualTo("550 5.1.1 no such user");
            assertThat(smtp.data(Letter.of("a@x.example", RECIPIENTS).bytes()).code())
                    .isEqualTo(250);
            assertThat(sink.mails().get(0).recipients()).containsExactly("eva@outside.example");
        }
    }

    @Test
    void memoryShouldBeBoundedAndTheCountNot() {
        byte[] message = new byte[600];
        try (Sink sink = Sink.on(0, 1000);
                SmtpClient smtp = SmtpClient.connect(sink.port())) {
            smtp.send("a@x.example", RECIPIENTS, message);
            smtp.send("b@x.example", RECIPIENTS, message);

            assertThat(sink.count()).isEqualTo(2);
            assertThat(sink.mails()).extracting(ReceivedMail::sender).containsExactly("b@x.example");
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
