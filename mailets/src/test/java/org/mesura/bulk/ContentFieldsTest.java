/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFieldsTest {
    private static final int LONGEST = 16 * 1024;

    private final ContentFields fields = new ContentFields();

    private RawField field(String... lines) throws MimeException {
        fields.reset();
        for (String line : lines) {
            byte[] octets = line.getBytes(ISO_8859_1);
            fields.append(new ByteArrayBuffer(octets, octets.length, true));
        }
        return fields.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: acta\r\n", "CONTENT-TYPE: text/plain\r\n", "Content-Id : <1>\r\n"})
    void fieldOfTheContentShouldBeTaken(String line) throws MimeException {
        assertThat(field(line)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Received: from a\r\n", "no field\r\n", ": nothing\r\n", "\r\n"})
    void otherLinesShouldBePassedOver(String line) throws MimeException {
        assertThat(field(line)).isNull();
    }

    @Test
    void colonShouldBeAmongTheFirstFortyCharacters() throws MimeException {
        assertThat(field("Subject" + " ".repeat(32) + ":a\r\n")).isNotNull();
        assertThat(field("Subject" + " ".repeat(33) + ":a\r\n")).isNull();
    }

    @Test
    void fieldShouldBeReadAsFarAsAnybodyReads() throws MimeException {
        String half = "Subject: " + "a".repeat(LONGEST / 2 - 9);

        assertThat(field(half, "b".repeat(LONGEST)).getRaw().length()).isEqualTo(LONGEST);
        assertThat(field(half, "b".repeat(LONGEST / 2), "c").getRaw().length()).isEqualTo(LONGEST);
    }
}
