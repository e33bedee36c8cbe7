/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.function.Function;

import org.mesura.review.Reason;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

/**
 * Writes what a sender is told, and what the administrator is. Pure: the same occasion gives the same words.
 *
 * <p>Everything that comes from a message or from configuration is one harmless line before it enters a template, and
 * escaped as the medium needs it; see {@link OneLine} and {@link Press}.
 */
public final class NoticeWriter {
    private static final int LONGEST_SUBJECT = 150;

    private final Institution institution;
    private final Templates templates;

    public NoticeWriter(Institution institution, Templates templates) {
        this.institution = institution;
        this.templates = templates;
    }

    /** The notice for {@code occasion}, in each of one or two {@code languages} below the other. */
    public Notice write(Occasion occasion, ImmutableSet<Language> languages) {
        ImmutableList<Notice> notices = each(languages, language -> write(occasion, language));
        Stacked stacked = stacked(languages);
        return new Notice(
                languages,
                Stacked.subject(each(notices, Notice::subject)),
                stacked.text(each(notices, Notice::text)),
                stacked.page(each(notices, Notice::html)));
    }

    /** The notice for {@code occasion} in one language. */
    public Notice write(Occasion occasion, Language language) {
        ImmutableMap<String, Object> facts = facts(occasion, language);
        String kind = occasion.kind().id();
        return new Notice(
                ImmutableSet.of(language),
                OneLine.of(templates.print(kind, language, Medium.SUBJECT, facts), LONGEST_SUBJECT),
                Wrap.of(templates.print(kind, language, Medium.TEXT, facts)),
                templates.print(kind, language, Medium.HTML, facts));
    }

    /** The few lines for the part of a delivery status notification that people read (RFC 3464). */
    public String shortGuidance(Occasion occasion, ImmutableSet<Language> languages) {
        return stacked(languages).text(each(languages, language -> shortGuidance(occasion, language)));
    }

    /** These lines in one language. */
    public String shortGuidance(Occasion occasion, Language language) {
        return Wrap.of(templates.print(Templates.DSN, language, Medium.TEXT, facts(occasion, language)));
    }

    /** The letter to the administrator that tells of {@code alert}. */
    public Letter write(Alert alert, Language language) {
        ImmutableMap<String, Object> facts = AlertFacts.of(alert, institution, wording(language));
        String name = Templates.ADMINISTRATOR + alert.id();
        return new Letter(
                language,
                OneLine.of(templates.print(name, language, Medium.SUBJECT, facts), LONGEST_SUBJECT),
                Wrap.of(templates.print(name, language, Medium.TEXT, facts)));
    }

    /** One line on a refusal while the mail is still in its sender's hands: what holds it, and until when. */
    public String atTheDoor(Reason reason, boolean reduced, Language language, Instant now) {
        return OneLine.of(new DoorWords(wording(language), now).of(reason, reduced));
    }

    private Stacked stacked(ImmutableSet<Language> languages) {
        return new Stacked(
                languages, templates.words(Iterables.getLast(languages)).say("label.below"));
    }

    private static <T, R> ImmutableList<R> each(ImmutableCollection<T> all, Function<T, R> form) {
        return all.stream().map(form).collect(ImmutableList.toImmutableList());
    }

    private ImmutableMap<String, Object> facts(Occasion occasion, Language language) {
        return Facts.of(occasion, institution, wording(language));
    }

    private Wording wording(Language language) {
        return new Wording(language, institution.timeZone(), templates.words(language));
    }
}
