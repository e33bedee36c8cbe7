/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The machine-readable part of a delivery status notification: groups of fields, the message's first (RFC 3464). */
final class ReportFields {
    private ReportFields() {}

    /** @param fields by name in lower case; a name that comes twice in a group is an error */
    record Group(Map<String, String> fields) {}

    static List<Group> of(String part) {
        return Stream.of(part.replaceAll("\r\n[ \t]+", " ").strip().split("\r\n\r\n"))
                .map(ReportFields::group)
                .toList();
    }

    private static Group group(String lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines.split("\r\n")) {
            String[] field = line.split(":", 2);
            assertThat(field).as(line).hasSize(2);
            assertThat(fields.put(field[0].toLowerCase(Locale.ROOT), field[1].strip()))
                    .as("field %s stood before", field[0])
                    .isNull();
        }
        return new Group(fields);
    }
}
