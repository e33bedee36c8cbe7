/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

import org.mesura.submission.Sender;

/** The names in a journal, each once: a million lines name few accounts. For one thread. */
final class Names {
    private final Map<String, Sender> senders = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    Sender sender(String escaped) {
        return senders.computeIfAbsent(escaped, some -> new Sender(plain(some)));
    }

    String word(String escaped) {
        return words.computeIfAbsent(escaped, Names::plain);
    }

    private static String plain(String escaped) {
        return URLDecoder.decode(escaped, UTF_8);
    }
}
