/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.BaseEncoding;

class CharactersTest {
    @Test
    void octetsOfNoCharsetShouldBeUtf8AndElseWindows1252() {
        assertThat(Characters.decode("ma\u00C3\u00B1ana ma\u00F1ana \u0093a\u0094".getBytes(ISO_8859_1), ""))
                .isEqualTo("mañana mañana “a”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "utf-8", "UTF8", "us-ascii", "klingon", "utf-8\"", "\u0000"})
    void utf8ShouldBeReadWhateverUnknownNameItHas(String name) {
        assertThat(Characters.decode("mañana €😀".getBytes(UTF_8), name)).isEqualTo("mañana €😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "ÿ", "\u0100", "aÿ€", "a\u007Fb", "\u0000"})
    void utf8ShouldBeReadAtTheEdgesOfItsLengths(String text) {
        assertThat(Characters.decode(text.getBytes(UTF_8), "")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"C3,Ã", "C341,ÃA", "C0AF,À¯", "C3C3B1,Ãñ", "E282,â‚", "80,€", "C2C2A0,Â\u00A0"})
    void octetsThatAreNoUtf8ShouldBeWindows1252(String octets, String text) {
        assertThat(Characters.decode(BaseEncoding.base16().decode(octets), "")).isEqualTo(text);
    }

    @Test
    void latin1ShouldMeanWindows1252() {
        assertThat(Characters.decode(new byte[] {(byte) 0x80, (byte) 0xE9}, "ISO-8859-1"))
                .isEqualTo("€é");
    }

    @Test
    void wrongCharsetShouldBeGuessed() {
        assertThat(Characters.decode("mañana será otro día".getBytes(UTF_8), "utf-32"))
                .isEqualTo("mañana será otro día");
    }

    @Test
    void charsetShouldBeBelievedWhenTheLastCharacterIsCut() {
        var octets = "明日は晴れ".getBytes(Charset.forName("shift_jis"));

        assertThat(Characters.decode(Arrays.copyOf(octets, octets.length - 1), "shift_jis"))
                .startsWith("明日は晴");
    }

    @Test
    @Tag("slow")
    void noCharsetShouldBreakTheReading() {
        var octets = new byte[2_000];
        new Random(7).nextBytes(octets);

        for (var name : Charset.availableCharsets().keySet()) {
            assertThat(Characters.decode(octets, name)).as(name).isNotEmpty();
        }
    }
}
