/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;

import javax.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;

class MessageHeadTest {
    private static final String HEADER = "Subject: a\r\n\r\n";

    @Test
    void shortMessageShouldBeWhole() throws Exception {
        assertThat(MessageHead.of(message("hola"), 0)).hasContent(HEADER + "hola");
    }

    @Test
    void longMessageShouldBeCut() throws Exception {
        var octets = MessageHead.of(message("x".repeat(MessageHead.OCTETS)), Long.MAX_VALUE)
                .readAllBytes();

        assertThat(octets).hasSize(MessageHead.OCTETS).startsWith(HEADER.getBytes(US_ASCII));
    }

    private static MimeMessage message(String body) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream((HEADER + body).getBytes(US_ASCII)));
    }
}
