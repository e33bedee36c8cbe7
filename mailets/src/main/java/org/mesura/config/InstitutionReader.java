/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.notice.Contact;
import org.mesura.notice.Institution;
import org.mesura.notice.Language;
import org.mesura.notice.Languages;

import com.google.common.collect.ImmutableMap;

/** Reads {@code <institution>}: for whom notices speak, in which language, and which domains are its own. */
final class InstitutionReader {
    private static final Function<String, Language> LANGUAGES = Values.oneOf(
            Arrays.stream(Language.values()).collect(ImmutableMap.toImmutableMap(Language::code, it -> it)));

    private final Item institution;
    private final Mistakes mistakes;

    InstitutionReader(Item institution, Mistakes outside) {
        this.institution = institution;
        this.mistakes = FormCheck.label(institution, outside);
    }

    Institution institution(Language language) {
        return new Institution(
                institution.textOf("name").map(Mistakes::oneLine).orElse(Defaults.institution(language)),
                mistakes.read("'timeZone'", institution.textOf("timeZone"), Names::zone)
                        .orElseGet(ZoneId::systemDefault),
                mistakes.read("'helpPage'", institution.textOf("helpPage"), Names::page),
                mistakes.read("'administrator'", institution.textOf("administrator"), Names::address),
                contact("helpDesk"),
                contact("mailingLists"),
                contact("newsletter"),
                contact("sharedFolder"),
                contact("communications"));
    }

    Languages languages() {
        Item languages = institution.section("languages");
        return new Languages(
                mistakes.read("'language'", institution.textOf("language"), LANGUAGES)
                        .orElse(Defaults.LANGUAGE),
                mistakes.read("'secondLanguage'", institution.textOf("secondLanguage"), LANGUAGES),
                Listing.domains(languages, "language", LANGUAGES, mistakes),
                Listing.accounts(languages, "language", LANGUAGES, mistakes));
    }

    InternalDomains internalDomains() {
        return InternalDomains.of(
                Listing.texts(institution.section("internalDomains"), "domain", Names::domains, mistakes));
    }

    private Optional<Contact> contact(String element) {
        return institution.one(element).map(this::contact);
    }

    private Contact contact(Item contact) {
        String name = contact.name();
        return new Contact(
                contact.attribute("name").map(Mistakes::oneLine).orElse(name),
                mistakes.read(name + " 'address'", contact.attribute("address"), Names::address),
                mistakes.read(name + " 'page'", contact.attribute("page"), Names::page),
                contact.attribute("phone").map(Mistakes::oneLine));
    }
}
