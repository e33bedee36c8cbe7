/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ReceivedMail;

/**
 * Real mail comes out as it went in. James itself adds its {@code Received} and takes {@code Bcc} away, so each message goes
 * twice: once reviewed, and once past Mesura, which tells what is James's doing.
 */
@Tag("corpus")
class RealMailStory {
    private static final int MESSAGES = 300;
    private static final long SEED = 20261124;

    /** Mail for here is not reviewed. */
    private static final String PAST_MESURA = "past.outside.example";

    private static final String REVIEW = "<mailet match=\"All\" class=\"org.mesura.mailet.ReviewSubmission\"/>";

    private static final String SETTINGS = """
            <mesura>
              <exempt><account>archivo@alcaldia.example</account></exempt>
            </mesura>
            """;

    /** A field with its continuation lines. */
    private static final Pattern FIELD = Pattern.compile("(?<=\r\n)(?![ \t])");

    /** What James removes or writes anew: a mailet takes Bcc away, and saving a message sets its MIME version. */
    private static final Pattern OF_JAMES =
            Pattern.compile("(?i)(Bcc|MIME-Version|Content-Length)\\s*:.*", Pattern.DOTALL);

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            .with(TestConfiguration.mesura(SETTINGS))
            .with(settings -> settings.replace(
                    "mailetcontainer.xml",
                    REVIEW,
                    "<mailet match=\"HostIs=" + PAST_MESURA
                            + "\" class=\"ToProcessor\"><processor>transport</processor></mailet>" + REVIEW));

    @Test
    void realMailShouldArriveAsItWasSent() throws IOException {
        List<Corpus.Entry> corpus = Corpus.choose(MESSAGES, SEED);
        try (Person author = Person.join(JAMES, "archivo@alcaldia.example")) {
            for (int number = 0; number < MESSAGES; number++) {
                byte[] message = corpus.get(number).message();
                send(author, number + "@outside.example", message);
                send(author, number + "@" + PAST_MESURA, message);
            }
            Map<String, byte[]> arrived = JAMES.sink().await(2 * MESSAGES, Person.BOUND.multipliedBy(2)).stream()
                    .collect(Collectors.toMap(mail -> mail.recipients().get(0), ReceivedMail::message));

            assertThat(author.ledger().sent()).isEqualTo(MESSAGES);
            assertThat(namesOf(
                            corpus,
                            number -> !Arrays.equals(
                                    withoutTrace(arrived.get(number + "@outside.example")),
                                    withoutTrace(arrived.get(number + "@" + PAST_MESURA)))))
                    .as("changed by Mesura")
                    .isEmpty();
            assertThat(namesOf(
                            corpus,
                            number -> !Arrays.equals(
                                    body(arrived.get(number + "@outside.example")),
                                    body(corpus.get(number).message()))))
                    .as("body changed")
                    .isEmpty();
            assertThat(namesOf(corpus, number -> !fields(withoutTrace(arrived.get(number + "@outside.example")))
                            .equals(fields(corpus.get(number).message()))))
                    .as("header changed beyond what James does")
                    .isEmpty();
        }
    }

    private static void send(Person author, String recipient, byte[] message) {
        assertThat(author.smtp()
                        .send(author.address(), List.of(recipient), message)
                        .code())
                .isEqualTo(250);
    }

    /** The names of those for which {@code isWrong} holds: what real people wrote is not printed. */
    private static List<String> namesOf(List<Corpus.Entry> corpus, IntPredicate isWrong) {
        return IntStream.range(0, MESSAGES)
                .filter(isWrong)
                .mapToObj(number -> corpus.get(number).name())
                .toList();
    }

    /** The message without the Received of the server that it went through, the first there is. */
    private static byte[] withoutTrace(byte[] message) {
        List<String> fields = FIELD.splitAsStream(text(message)).collect(Collectors.toCollection(ArrayList::new));
        int trace = IntStream.range(0, fields.size())
                .filter(number -> fields.get(number).startsWith("Received:"))
                .findFirst()
                .orElseThrow();
        assertThat(fields.remove(trace)).contains(" by mail.alcaldia.example ");
        return String.join("", fields).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(byte[] message) {
        String text = text(message);
        return text.substring(text.indexOf("\r\n\r\n")).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> fields(byte[] message) {
        String text = text(message);
        return FIELD.splitAsStream(text.substring(0, text.indexOf("\r\n\r\n") + 2))
                .filter(field -> !OF_JAMES.matcher(field).matches())
                .toList();
    }

    /** Each byte as one character. */
    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
