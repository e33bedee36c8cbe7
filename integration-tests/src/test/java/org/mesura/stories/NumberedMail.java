/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/** Letters that carry a number, so that one sees at the receiver which came, how often and in what order. */
final class NumberedMail {
    private static final String HEADER = "X-Number";
    private static final Pattern NUMBER = Pattern.compile("(?m)^" + HEADER + ": (\\d+)\r?$");

    private NumberedMail() {}

    static Letter letter(String from, String to, int number) {
        return Letter.of(from, List.of(to)).header(HEADER, Integer.toString(number));
    }

    /** The number that {@code mail} carries; empty if it is none of these. */
    static Optional<Integer> numberOf(ReceivedMail mail) {
        Matcher number = NUMBER.matcher(mail.text());
        return number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }
}
