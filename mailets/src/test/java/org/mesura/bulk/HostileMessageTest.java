/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.submission.HashKey;

import com.google.common.io.ByteStreams;
import com.sun.management.ThreadMXBean;

/**
 * Messages that are made to take time or memory, or to break what reads them. Time is the processor's, the best of a few
 * readings: what else a machine does, and how warm it is, says nothing about a message. Memory is all that was ever taken,
 * garbage included.
 */
class HostileMessageTest {
    private static final long ENDLESS = 100L * 1024 * 1024;
    private static final long MOST_MEMORY = 128L * 1024 * 1024;

    /** Twice what is promised of a usual machine: the worst takes 30 ms of ours. */
    private static final Duration MOST_TIME = Duration.ofMillis(100);

    private static final int READINGS = 8;

    private static final String PARTS = "Content-Type: multipart/mixed; boundary=x\r\n\r\n";
    private static final String HTML = "Content-Type: text/html\r\n\r\n";
    private static final String BASE64 = "Content-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    private static final String QUOTED = "Content-Type: a/b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ContentReader READER = new ContentReader(new HashKey(1, 2));

    /** A message that begins with {@code head} and goes on with {@code unit}, without end. */
    private static Arguments endless(String name, String head, String unit) {
        return Arguments.of(name, head, unit);
    }

    static Arguments[] messages() {
        return new Arguments[] {
            endless("nested multiparts", "", nested(5_000)),
            endless("a part in as many multiparts as are read", nested(MessageReading.DEPTH), "--b\r\n"),
            endless("a file in as many", nested(MessageReading.DEPTH) + BASE64, "AAAA\r\n"),
            endless("enclosed messages in one another", "", "Content-Type: message/rfc822\r\n\r\n"),
            endless("parts", PARTS, "--x\r\n\r\nhola\r\n"),
            endless("empty parts", PARTS, "--x\r\n"),
            endless("pages", PARTS, "--x\r\n" + HTML + "a\r\n"),
            endless("files", PARTS, "--x\r\n" + BASE64 + "AA\r\n"),
            endless("messages", PARTS, "--x\r\nContent-Type: message/rfc822\r\n\r\n" + HTML + "a\r\n"),
            endless("charsets", PARTS, "--x\r\nContent-Type: text/plain; charset=klingon\r\n\r\na\r\n"),
            endless("alternatives", PARTS.replace("mixed", "alternative"), "--x\r\n\r\nhola\r\n"),
            endless("boundary", "Content-Type: multipart/mixed; boundary=" + "x".repeat(1_000_000), "x"),
            endless("header line", "Subject: ", "a"),
            endless("header field of lines", "Subject: a\r\n", " a\r\n"),
            endless("header fields", "", "a:b\r\n"),
            endless("header lines that are no fields", "", "a\r\n"),
            endless("content types", "", "Content-Type: text/plain; charset=utf-8\r\n"),
            endless("parameters", "Content-Type: text/plain", ";a=b"),
            endless("comments", "Content-Type: text/plain ", "("),
            endless("encoded words", "Subject: ", "=?utf-8?q?a?= "),
            endless("broken encoded words", "Subject: ", "=?a?q?"),
            endless("zeros in base64", BASE64, "AAAA"),
            endless("nothing in base64", BASE64, "\r\n"),
            endless("text in base64", BASE64.replace("a/b", "text/plain"), "!"),
            endless("equals signs", QUOTED, "="),
            endless("blanks", QUOTED.replace("a/b", "text/plain"), " "),
            endless("zero octets", HTML, "\0"),
            endless("octets of no charset", "Content-Type: text/plain; charset=utf-8\r\n\r\n", "\u00C3"),
            endless("link targets", "\r\n", "[http:(http:<http:"),
            endless("quotes", "Content-Type: text/plain; format=flowed\r\n\r\n", ">"),
            endless("nested elements", HTML, "<div>"),
            endless("nested tables", HTML, "<table><tr><td>"),
            endless("misplaced text", HTML, "<table>x<td>"),
            endless("misplaced elements", HTML, "<table><b>x</b>"),
            endless("formatting elements", HTML, "<b><p>"),
            endless("links", HTML, "<a href=a>x"),
            endless("lists", HTML, "<li><ul>"),
            endless("quotations", HTML, "<div class=gmail_quote><blockquote>a"),
            endless("signatures", HTML, "<div class=gmail_signature>a"),
            endless("hidden elements", HTML, "<p style='font-size:0' class='a b c'>a"),
            endless("attribute", HTML + "<p title='", "x"),
            endless("style", HTML + "<p style='", "color:red;"),
            endless("style sheet", HTML + "<style>", "a{color:red}"),
            endless("style sheets", HTML, "<style>/*a{color:red}</style>"),
            endless("blocks of rules", HTML + "<style>", "@media{"),
            endless("comments of HTML", HTML, "<!-- -"),
            endless("entities", HTML, "&notin"),
            endless("drawings", HTML, "<svg><g><p>"),
            endless("pictures", HTML, "<img src=a alt=b>"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    @Timeout(60)
    void readingShouldEndSoonAndTakeLittleMemory(String name, String head, String unit) {
        var nanos = Long.MAX_VALUE;
        var octets = Long.MAX_VALUE;
        for (var reading = 0; reading < READINGS; reading++) {
            var message = endlessMessage(head, unit);
            var octetsBefore =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            var nanosBefore = THREADS.getCurrentThreadCpuTime();
            assertThat(READER.read(message)).isNotNull();
            nanos = Math.min(nanos, THREADS.getCurrentThreadCpuTime() - nanosBefore);
            octets = Math.min(
                    octets,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - octetsBefore);
        }
        assertThat(Duration.ofNanos(nanos)).isLessThanOrEqualTo(MOST_TIME);
        assertThat(octets).isLessThanOrEqualTo(MOST_MEMORY);
    }

    private static InputStream endlessMessage(String head, String unit) {
        var chunk = unit.repeat(1 + 8_192 / unit.length()).getBytes(ISO_8859_1);
        var tail = new InputStream() {
            private int position;

            @Override
            public int read() {
                return chunk[position++ % chunk.length] & 0xFF;
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                position %= chunk.length;
                var count = Math.min(length, chunk.length - position);
                System.arraycopy(chunk, position, octets, offset, count);
                position += count;
                return count;
            }
        };
        return new SequenceInputStream(
                new ByteArrayInputStream(head.getBytes(ISO_8859_1)), ByteStreams.limit(tail, ENDLESS));
    }

    private static String nested(int depth) {
        return IntStream.range(0, depth)
                .mapToObj("Content-Type: multipart/mixed; boundary=b%1$d\r\n\r\n--b%1$d\r\n"::formatted)
                .collect(joining());
    }

    @Test
    void messagesWithoutAWordInAllThatIsReadShouldBeAlike() {
        var padded = read(HTML + "<p>".repeat(50_000) + "uno");

        assertThat(padded).isEqualTo(read("Subject: a\r\n" + HTML + "<b></b>".repeat(50_000) + "dos"));
        assertThat(padded)
                .isEqualTo(read(PARTS + "--x\r\nContent-Type: a/b\r\n\r\na\r\n" + "--x\r\n\r\n".repeat(20_000)));
        assertThat(padded)
                .isEqualTo(read("Content-Transfer-Encoding: base64\r\n\r\n" + "\n".repeat(100_000) + "aG9sYQ"));
        assertThat(padded).isEqualTo(read(HTML + "uno" + "<div>".repeat(300) + "dos"));
        assertThat(padded.isEmpty()).isFalse();
    }

    @Test
    void textShouldBeReadHoweverDeepItLies() {
        var deep = read(nested(100) + "Content-Type: text/plain\r\n\r\nhola");

        assertThat(deep.text()).contains("hola");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noOctetsShouldBreakTheReading(long seed) {
        var random = new Random(seed);
        LongFunction<byte[]> octets = trial -> {
            var message = new byte[random.nextInt(2_000)];
            random.nextBytes(message);
            return message;
        };
        assertThatEachIsRead(seed, 2_000, octets);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noChangeOfAMessageShouldBreakTheReading(long seed) {
        var random = new Random(seed);
        var valid = structure().getBytes(ISO_8859_1);
        LongFunction<byte[]> changed = trial -> {
            var message = valid.clone();
            for (var change = random.nextInt(12); change >= 0; change--) {
                var length = random.nextInt(40);
                var from = random.nextInt(message.length - length);
                var to = random.nextInt(message.length - length);
                switch (random.nextInt(3)) {
                    case 0 -> message[to] = (byte) random.nextInt(256);
                    case 1 -> System.arraycopy(message, from, message, to, length);
                    default -> message[to] = (byte) "<>&;:=-\r\n\"'?#{}()[]/".charAt(random.nextInt(20));
                }
            }
            return message;
        };
        assertThatEachIsRead(seed, 2_000, changed);
    }

    private static void assertThatEachIsRead(long seed, int trials, LongFunction<byte[]> message) {
        for (var trial = 0; trial < trials; trial++) {
            var octets = message.apply(trial);
            assertThat(READER.read(new ByteArrayInputStream(octets)))
                    .as("seed %s trial %s", seed, trial)
                    .isNotNull();
        }
    }

    /** Everything that a reading looks at. */
    private static String structure() {
        var page = "<html><head><meta charset=latin1><style>.a, p.b {color:#fff} /* c */ @media x{.a{}}</style></head>"
                + "<body bgcolor=white><p class='a b' style='font-size:0;color:rgba(1,2,3,0)'>uno&ntilde;</p><hr>De: Ana"
                + "<div class=gmail_quote><blockquote>dos</blockquote></div><img src='cid:a' alt=b>"
                + "<div class=gmail_signature>tres <a href=x>https://a.example</a></div></body></html>";
        var alternative = Mime.multipart(
                "alternative",
                Mime.part("text/plain; charset=utf-16; format=flowed; delsp=yes", "> uno \r\n> dos <http://a.example>"),
                Mime.part("text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", page));
        return "Subject: =?utf-8?q?a_=C3=B1?= =?iso-8859-1?b?8Q==?=\r\n"
                + Mime.multipart(
                        "mixed",
                        Mime.multipart("related", alternative, "Content-Id: <a>\r\n" + BASE64 + "AAAA"),
                        Mime.file("text/html; name*0*=utf-8''a; name*1=b", page),
                        Mime.part("message/rfc822", "Subject: b\r\n" + Mime.plain("tres")));
    }

    private static MessageContent read(String mime) {
        return READER.read(new ByteArrayInputStream(mime.getBytes(ISO_8859_1)));
    }
}
