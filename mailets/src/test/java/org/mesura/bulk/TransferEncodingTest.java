/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;

import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEncodingTest {
    private static String decoded(TransferEncoding encoding, String encoded) {
        return new String(encoding.decode(encoded.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aG9sYQ== | hola",
                "aG9sYQ | hola",
                "aG9s¶YQ== | hola",
                "a-G*9ñsY Q | hola",
                "aG9sY | hol",
                "aG9sYQ==aG9s | hola",
                "= | ``",
            })
    void base64ShouldBeReadLeniently(String encoded, String decoded) {
        assertThat(decoded(TransferEncoding.BASE64, encoded.replace("¶", "\r\n")))
                .isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`h=6F=6ca` | `hola`",
                "`ho=¶la` | `hola`",
                "`ho= \t¶la` | `hola`",
                "`ho =¶la` | `ho la`",
                "`hola \t¶a` | `hola¶a`",
                "`hola  ` | `hola`",
                "`hola=20` | `hola `",
                "`hola=` | `hola`",
                "`a=b=G1=` | `a=b=G1`",
                "`a==41` | `a=A`",
            })
    void quotedPrintableShouldBeReadLeniently(String encoded, String decoded) {
        assertThat(decoded(TransferEncoding.QUOTED_PRINTABLE, encoded.replace("¶", "\r\n")))
                .isEqualTo(decoded.replace("¶", "\r\n"));
        assertThat(decoded(TransferEncoding.QUOTED_PRINTABLE, encoded.replace("¶", "\n")))
                .isEqualTo(decoded.replace("¶", "\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void wellFormedTextShouldBeReadAsMime4jDoes(long seed) throws IOException {
        var random = new Random(seed);
        for (var trial = 0; trial < 200; trial++) {
            var octets = new byte[random.nextInt(300)];
            random.nextBytes(octets);
            var base64 = Base64.getMimeEncoder().encode(octets);
            var quoted = quoted(octets, random);

            assertThat(TransferEncoding.BASE64.decode(base64))
                    .as("seed %s trial %s", seed, trial)
                    .isEqualTo(new Base64InputStream(new ByteArrayInputStream(base64)).readAllBytes());
            assertThat(TransferEncoding.QUOTED_PRINTABLE.decode(quoted))
                    .as("seed %s trial %s", seed, trial)
                    .isEqualTo(new QuotedPrintableInputStream(new ByteArrayInputStream(quoted)).readAllBytes());
        }
    }

    private static byte[] quoted(byte[] octets, Random random) {
        var lines = new StringBuilder();
        for (var octet : octets) {
            lines.append(octet > ' ' && octet != '=' ? String.valueOf((char) octet) : "=%02X".formatted(octet & 0xFF));
            lines.append(random.nextInt(30) == 0 ? "=\r\n" : random.nextInt(30) == 0 ? "\r\n" : "");
        }
        return lines.append('x').toString().getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "quoted-printable", "8bit"})
    void roomShouldBeEnoughForAnyText(String name) {
        var encoding = TransferEncoding.of(name);

        for (var decoded = 0; decoded < 100; decoded++) {
            assertThat(encoding.decoded(encoding.encoded(decoded))).isGreaterThanOrEqualTo(decoded);
        }
    }
}
