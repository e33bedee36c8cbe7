/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64OctetsTest {
    private static final int RUNS = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aG9sYQ== | hola",
                "aG9sYQ | hola",
                "a G.9s-YQ | hola",
                "aG9s=YQ | hol",
                "'' | ''",
                "==== | ''",
                "a | ''"
            })
    void whatIsNoDigitShouldNotCountAndAPaddingShouldEndIt(String encoded, String decoded) throws Exception {
        assertThat(new Base64Octets(new ByteArrayInputStream(encoded.getBytes(US_ASCII)), 4))
                .hasContent(decoded);
    }

    @Test
    void everyOctetShouldComeAloneToo() throws Exception {
        byte[] octets = {0, -1, 127, -128, 65};
        InputStream stream =
                new Base64Octets(new ByteArrayInputStream(Base64.getEncoder().encode(octets)), 64);

        for (byte octet : octets) {
            assertThat(stream.read()).isEqualTo(octet & 0xFF);
        }
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void fileShouldBeWhatItWasInWhateverPiecesItComes() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            byte[] octets = new byte[random.nextInt(700)];
            random.nextBytes(octets);
            byte[] encoded = Base64.getMimeEncoder(4 * (1 + random.nextInt(19)), "\r\n".getBytes(US_ASCII))
                    .encode(octets);
            InputStream stream = new Base64Octets(inPieces(encoded, random), 1 + random.nextInt(300));

            assertThat(inPieces(stream, random)).as("seed %s", seed).isEqualTo(octets);
        }
    }

    /** Whatever is amiss with a file that looks as files do until then. */
    @Test
    void fileWithSomethingElseInItShouldBeWhatItIsDigitByDigit() throws Exception {
        byte[] others = "=-_ .\r\n\0A".getBytes(US_ASCII);
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            byte[] octets = new byte[3_000];
            random.nextBytes(octets);
            byte[] encoded =
                    Base64.getMimeEncoder(76, "\r\n".getBytes(US_ASCII)).encode(octets);
            int wrong = random.nextInt(encoded.length);
            encoded[wrong] = others[random.nextInt(others.length)];
            InputStream stream = new Base64Octets(new ByteArrayInputStream(encoded), 1_000 + random.nextInt(2_000));

            assertThat(inPieces(stream, random)).as("seed %s", seed).isEqualTo(digitByDigit(encoded));
            assertThat(TransferEncoding.BASE64.decode(encoded))
                    .as("seed %s", seed)
                    .isEqualTo(digitByDigit(encoded));
        }
    }

    private static byte[] digitByDigit(byte[] encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int bits = 0;
        int digits = 0;
        for (byte one : encoded) {
            if (one == '=') {
                break;
            }
            if (TransferEncoding.digit(one) >= 0) {
                bits = bits << 6 | TransferEncoding.digit(one);
                digits++;
                if ((digits & 3) != 1) {
                    octets.write(bits >> 2 * (-digits & 3));
                }
            }
        }
        return octets.toByteArray();
    }

    /** Octets at random are what somebody may send; they mean what they mean where all of them are in memory. */
    @Test
    void anyOctetsShouldBeWhatTheyAreInMemory() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            byte[] encoded = new byte[random.nextInt(700)];
            random.nextBytes(encoded);
            InputStream stream = new Base64Octets(inPieces(encoded, random), 1 + random.nextInt(300));

            assertThat(inPieces(stream, random)).as("seed %s", seed).isEqualTo(TransferEncoding.BASE64.decode(encoded));
        }
    }

    private static InputStream inPieces(byte[] octets, Random random) {
        return new ByteArrayInputStream(octets) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(100)));
            }
        };
    }

    private static byte[] inPieces(InputStream stream, Random random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[400];
        for (int count = 0; count >= 0; count = stream.read(piece, 0, 1 + random.nextInt(piece.length))) {
            all.write(piece, 0, count);
        }
        return all.toByteArray();
    }
}
