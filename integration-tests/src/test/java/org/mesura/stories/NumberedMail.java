/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/** Letters that carry a number, so that one sees at the receiver which came, how often and in what order. */
final class NumberedMail {
    /** The instant at which the mail was reviewed, and that at which it left if it waited: {@link TestConfiguration#stamped}. */
    static final String REVIEWED_AT = "X-Reviewed-At";

    static final String RELEASED_AT = "X-Released-At";
    private static final String HEADER = "X-Number";

    private NumberedMail() {}

    static Letter letter(String from, String to, int number) {
        return Letter.of(from, List.of(to)).header(HEADER, Integer.toString(number));
    }

    /** The number that {@code mail} carries; empty if it is none of these. */
    static Optional<Integer> numberOf(ReceivedMail mail) {
        return header(mail, HEADER).map(Integer::valueOf);
    }

    /** When Mesura let {@code mail} go. */
    static Instant left(ReceivedMail mail) {
        return header(mail, RELEASED_AT)
                .or(() -> header(mail, REVIEWED_AT))
                .map(Instant::parse)
                .orElseThrow();
    }

    private static Optional<String> header(ReceivedMail mail, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (\\S+)\r?$").matcher(mail.text());
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }
}
