/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.mesura.runner.client.Letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One message of an ordinary working life, from our own set ({@code evaluate/ordinary.jsonl}).
 *
 * @param subject in letters of ASCII only
 * @param body with signature, footer and what is quoted, in lines that end in CR LF
 */
record OfficeMail(String subject, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that one sender wrote, in the order in which it was written. */
    static List<OfficeMail> of(String sender) {
        List<OfficeMail> mails = new ArrayList<>();
        try (InputStream in = OfficeMail.class.getResourceAsStream("/evaluate/ordinary.jsonl");
                MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (lines.hasNext()) {
                JsonNode line = lines.next();
                if (line.get("sender").asText().equals(sender)) {
                    mails.add(new OfficeMail(
                            line.get("subject").asText().replaceAll("\\P{ASCII}", "_"),
                            line.get("body").asText().replace("\n", "\r\n")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    Letter letter(String from, String to) {
        return Letter.of(from, List.of(to), subject, body);
    }
}
