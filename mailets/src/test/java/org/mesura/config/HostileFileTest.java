/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class HostileFileTest {
    private static final int MUTATIONS = 1_000;

    @Test
    void syntaxErrorShouldNameLineAndColumn() {
        assertThat(Xml.mistakes("<mesura>\n  <policies>\n</mesura>"))
                .singleElement()
                .asString()
                .startsWith("the XML is broken at line 3, column 3: ")
                .endsWith(" (conf/mesura.xml)");
    }

    @Test
    void doctypeShouldBeRefused() {
        assertThat(Xml.mistakes("<!DOCTYPE mesura>\n<mesura/>"))
                .containsExactly("the XML is broken at line 1, column 10: a DOCTYPE is not allowed (conf/mesura.xml)");
    }

    @Test
    void billionLaughsShouldBeRefused() {
        String laughs = """
                <!DOCTYPE mesura [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
                <mesura><institution><name>&c;</name></institution></mesura>
                """;

        assertThat(Xml.mistakes(laughs)).singleElement().asString().contains("a DOCTYPE is not allowed");
    }

    @Test
    void externalEntityShouldNotBeRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "xyzzy");
        String xml = "<!DOCTYPE mesura [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<mesura><institution><language>&e;</language></institution></mesura>";

        assertThat(Xml.mistakes(xml))
                .singleElement()
                .asString()
                .doesNotContain("xyzzy")
                .contains("a DOCTYPE");
    }

    @Test
    void tenMegabytesShouldBeRefused() {
        String accounts = "<account>a@x.example</account>".repeat(350_000);

        assertThat(Xml.mistakesIn("<exempt>" + accounts + "</exempt>"))
                .containsExactly("the file must be at most 4000000 bytes (conf/mesura.xml)");
    }

    @Test
    void deepFileShouldBeRefused() {
        assertThat(Xml.mistakes("<mesura>" + "<a>".repeat(500_000)))
                .singleElement()
                .asString()
                .startsWith("the XML is broken at line 1, column ");
    }

    @Test
    void manyUnknownPoliciesShouldBeToldInTime() {
        StringBuilder xml = new StringBuilder("<mesura><policies>");
        for (int i = 0; i < 10_000; i++) {
            xml.append("<policy name='policy").append(i).append("'/>");
        }
        xml.append("</policies><assignments>");
        for (int i = 0; i < 10_000; i++) {
            xml.append("<domain name='d")
                    .append(i)
                    .append("' policy='polcy")
                    .append(i)
                    .append("'/>");
        }
        xml.append("</assignments></mesura>");

        assertThat(Xml.mistakes(xml.toString())).hasSize(10_000);
    }

    @Test
    void binaryShouldBeRefused() {
        byte[] binary = new byte[10_000];
        new Random(1).nextBytes(binary);

        assertThat(Xml.mistakes(binary)).hasSize(1);
        assertThat(Xml.mistakes(new byte[0])).hasSize(1);
        assertThat(Xml.mistakes(new byte[1_000])).hasSize(1);
    }

    @Test
    void otherEncodingShouldBeToldWhereItBegins() {
        byte[] latin1 = "<mesura>\n<institution><name>Alcaldía</name></institution></mesura>".getBytes(ISO_8859_1);

        assertThat(Xml.mistakes(latin1))
                .containsExactly(
                        "the text is not valid UTF-8 at line 2, column 26: save the file as UTF-8 (conf/mesura.xml)");
    }

    @Test
    void mutationsOfTheSampleShouldGiveSettingsOrInvalidSettings() throws IOException {
        byte[] sample = Files.readAllBytes(Path.of("..", "conf", "mesura.xml"));
        for (int seed = 0; seed < MUTATIONS; seed++) {
            byte[] mutant = mutant(sample, new Random(seed));
            long start = System.nanoTime();
            readOrRefuse(mutant, seed);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %s", seed)
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    private static void readOrRefuse(byte[] mutant, int seed) {
        try {
            Xml.read(mutant);
        } catch (InvalidSettings expected) {
            assertThat(expected.mistakes()).as("seed %s", seed).isNotEmpty();
        } catch (RuntimeException | StackOverflowError e) {
            fail("seed " + seed, e);
        }
    }

    /** The sample after one to four cuts, doublings or replacements of a few bytes. */
    private static byte[] mutant(byte[] sample, Random random) {
        String[] words = {
            "\"", "<", ">", "&", "0", "-", "é", "99999999999999999999", "${env:X}", "${", "}", "--", "extends", "]]>"
        };
        byte[] text = sample;
        for (int round = random.nextInt(4); round >= 0; round--) {
            int from = random.nextInt(text.length);
            int to = Math.min(text.length, from + random.nextInt(60));
            byte[] middle =
                    switch (random.nextInt(4)) {
                        case 0 -> new byte[0];
                        case 1 -> twice(Arrays.copyOfRange(text, from, to));
                        case 2 -> words[random.nextInt(words.length)].getBytes(UTF_8);
                        default -> new byte[] {(byte) random.nextInt(256)};
                    };
            text = join(Arrays.copyOf(text, from), middle, Arrays.copyOfRange(text, to, text.length));
        }
        return text;
    }

    private static byte[] twice(byte[] part) {
        return join(part, part, new byte[0]);
    }

    private static byte[] join(byte[] a, byte[] b, byte[] c) {
        byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }
}
