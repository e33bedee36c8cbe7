/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableSet;

/**
 * One text as somebody gets it, on one of the occasions that the golden notices are about.
 *
 * @param name what it is, as a file's name: {@code refused-over-limit}
 * @param languages its languages, in the order in which they stand below each other
 * @param subject its subject; that of the notice on the same occasion, if it is the lines in a delivery report
 * @param text the plain text
 * @param html the HTML page, if there is one
 */
public record Specimen(
        String name, ImmutableSet<Language> languages, String subject, String text, Optional<String> html) {
    /** When they are written. */
    public static final Instant NOW = Examples.NOW;

    /** Who gets those that senders get. */
    public static final Sender SENDER = Examples.ANA;

    /** The ids of all kinds of notice, of the lines in a report, and of all letters: each begins a name. */
    public static ImmutableSet<String> kinds() {
        return Rehearsal.PARTS.keySet();
    }

    /**
     * Every notice and the lines that go into a delivery report in {@code languages}, and every letter in the first of them,
     * for an administrator gets one.
     */
    public static Stream<Specimen> all(NoticeWriter writer, ImmutableSet<Language> languages) {
        Stream<Specimen> notices = each(Examples.ALL.keySet(), name -> notice(name, writer, languages));
        Stream<Specimen> reports = each(
                Examples.ALL.keySet().stream()
                        .filter(name -> Examples.ALL.get(name).isReported())
                        .collect(ImmutableSet.toImmutableSet()),
                name -> report(name, writer, languages));
        Stream<Specimen> letters = each(
                Examples.ALERTS.keySet(),
                name -> letter(name, writer, languages.iterator().next()));
        return Stream.of(notices, reports, letters).flatMap(specimens -> specimens);
    }

    /** Its first language. */
    public Language language() {
        return languages.iterator().next();
    }

    /** Whether it goes to the administrator. */
    public boolean isLetter() {
        return name.startsWith(Templates.ADMINISTRATOR);
    }

    private static Stream<Specimen> each(ImmutableSet<String> names, Function<String, Specimen> specimen) {
        return names.stream().map(specimen);
    }

    private static Specimen notice(String name, NoticeWriter writer, ImmutableSet<Language> languages) {
        Notice notice = writer.write(Examples.ALL.get(name), languages);
        return new Specimen(name, languages, notice.subject(), notice.text(), Optional.of(notice.html()));
    }

    private static Specimen report(String name, NoticeWriter writer, ImmutableSet<Language> languages) {
        Occasion occasion = Examples.ALL.get(name);
        return new Specimen(
                Templates.DSN + "-" + name,
                languages,
                writer.write(occasion, languages).subject(),
                writer.shortGuidance(occasion, languages),
                Optional.empty());
    }

    private static Specimen letter(String name, NoticeWriter writer, Language language) {
        Letter letter = writer.write(Examples.ALERTS.get(name), language);
        return new Specimen(name, ImmutableSet.of(language), letter.subject(), letter.text(), Optional.empty());
    }
}
