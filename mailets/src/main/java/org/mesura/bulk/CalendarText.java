/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/**
 * What an invitation says (RFC 5545, section 3.8.1): {@code SUMMARY;LANGUAGE=es:Reunión\, sala 2} is <em>Reunión, sala
 * 2</em>. Its other lines are alike in all invitations, and would make these one mailing. Text that only calls itself a
 * calendar is what it is.
 */
final class CalendarText {
    private static final ImmutableSet<String> SEEN = ImmutableSet.of("COMMENT", "DESCRIPTION", "LOCATION", "SUMMARY");
    private static final Splitter LINES = Splitter.on('\n');

    /** A name, parameters whose values may be quoted, and the value. */
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z-]++)(?:;(?:[^\":]++|\"[^\"]*\")*+)?:(.*)");

    private CalendarText() {}

    static String of(String calendar) {
        String unfolded = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
        StringBuilder seen = new StringBuilder();
        for (String line : LINES.split(unfolded)) {
            Matcher property = PROPERTY.matcher(line);
            if (property.matches() && SEEN.contains(property.group(1).toUpperCase(Locale.ROOT))) {
                seen.append(unescaped(property.group(2))).append('\n');
            }
        }
        return seen.length() == 0 ? calendar : seen.toString();
    }

    private static String unescaped(String value) {
        return value.replace("\\n", "\n").replace("\\N", "\n").replace("\\", "");
    }
}
