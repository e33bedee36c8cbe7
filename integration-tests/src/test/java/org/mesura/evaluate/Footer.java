/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;

/**
 * What an institution or a program puts under every message.
 *
 * @param id its name
 * @param lines the lines, an empty one between paragraphs
 */
record Footer(String id, List<String> lines) {
    private static final String QUOTE = ">";

    /** All that there are. */
    static ImmutableList<Footer> all() {
        try (InputStream in = Footer.class.getResourceAsStream("footers.json")) {
            return ImmutableList.copyOf(new ObjectMapper().readValue(in, new TypeReference<List<Footer>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code body} with this at its end, where servers put it. */
    String below(String body) {
        return body.stripTrailing() + "\n\n" + String.join("\n", lines) + "\n";
    }

    /** {@code body} with this above what it quotes, where mail programs put it; at its end if it quotes nothing. */
    String aboveQuote(String body) {
        List<String> all = body.lines().toList();
        int quote = 0;
        while (quote < all.size() && !all.get(quote).startsWith(QUOTE)) {
            quote++;
        }
        // the line before a quotation says who wrote it; a text that begins with its quotation is answered below
        boolean answersBetween =
                all.subList(quote, all.size()).stream().anyMatch(line -> !line.isBlank() && !line.startsWith(QUOTE));
        if (quote < 2 || quote == all.size() || answersBetween) {
            return below(body);
        }
        String own = String.join("\n", all.subList(0, quote - 1));
        return below(own) + "\n" + String.join("\n", all.subList(quote - 1, all.size())) + "\n";
    }
}
