/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** One campaign: the copies that are made of a template at a level, the same ones in every run. */
final class MailMerge {
    /** One copy of so many is written in unbroken lines; the others in lines of 45 to 100 characters. */
    private static final int UNBROKEN_ONE_IN = 4;

    private static final int NARROWEST = 45;
    private static final int WIDEST = 100;
    private static final int SUBJECT_WORDS = 6;
    private static final int OPENING_SENTENCES = 3;
    private static final List<String> MERGED = List.of("merge-code", "merge-link", "merge-amount");
    private static final Pattern LINK_END = Pattern.compile("(https?://[^\\s<>\"]*[\\w/])");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Template template;
    private final Level level;
    private final Phrasebook phrasebook;
    private final Grammar grammar;
    private final String greeting;
    private final String merged;
    private final String unsubscribe;
    private final String subject;
    private final Dress dress;

    MailMerge(Template template, Level level, Phrasebook phrasebook) {
        this.template = template;
        this.level = level;
        this.phrasebook = phrasebook;
        this.grammar = Grammar.of(template.language());
        Random random = Seeds.random(template.text(), "campaign");
        this.greeting = grammar.choose("greeting", random);
        this.merged = MERGED.stream()
                .map(symbol -> grammar.choose(symbol, random))
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
        this.unsubscribe = grammar.choose("unsubscribe", random);
        this.subject = subject(template.text());
        this.dress = Dress.any(random);
    }

    Template template() {
        return template;
    }

    Level level() {
        return level;
    }

    /** The seed of all copies. */
    long seed() {
        return Seeds.of(template.text(), level);
    }

    /** The copy for the recipient of this number, as octets. */
    byte[] message(int recipient) {
        Random random = Seeds.random(seed(), recipient);
        Map<String, String> person = person(random);
        if (!level.isPersonal()) {
            String text = text(person, random);
            return Mime.message(subject, false, dress, text, text);
        }
        Draft draft = draft(person, recipient, random);
        int width =
                random.nextInt(UNBROKEN_ONE_IN) == 0 ? Draft.UNBROKEN : NARROWEST + random.nextInt(WIDEST - NARROWEST);
        return Mime.message(subject, false, Dress.any(random), draft.text(width), draft.text(Draft.UNBROKEN));
    }

    /** What the copy for the recipient of this number says, in unbroken paragraphs where the level breaks lines anew. */
    String text(int recipient) {
        Random random = Seeds.random(seed(), recipient);
        Map<String, String> person = person(random);
        return level.isPersonal() ? draft(person, recipient, random).text(Draft.UNBROKEN) : text(person, random);
    }

    private String text(Map<String, String> person, Random random) {
        if (!level.isMerged()) {
            return template.text();
        }
        String own = LINK_END.matcher(template.text()).replaceAll("$1?t=" + person.get("token"));
        return grammar.resolve(greeting, person, random)
                + "\n\n"
                + own.strip()
                + "\n\n"
                + grammar.resolve(merged, person, random);
    }

    private Draft draft(Map<String, String> person, int recipient, Random random) {
        Draft draft = Draft.of(text(person, random));
        draft.replaceWords(level, phrasebook.vocabulary(), random);
        draft.swapSentences(level, random);
        draft.insert(grammar.resolve("{personal}", person, random), random);
        if (level.hasOpening()) {
            draft.open(opening(recipient));
        }
        draft.close(grammar.resolve(unsubscribe, person, random));
        return draft;
    }

    private List<String> opening(int recipient) {
        int first = Math.floorMod(
                Seeds.of(template.text(), "opening"), phrasebook.sentences().size());
        ImmutableList.Builder<String> opening = ImmutableList.builder();
        for (int sentence = 0; sentence < OPENING_SENTENCES; sentence++) {
            int place = first + recipient * OPENING_SENTENCES + sentence;
            opening.add(
                    phrasebook.sentences().get(place % phrasebook.sentences().size()));
        }
        return opening.build();
    }

    private Map<String, String> person(Random random) {
        String token = Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX);
        return ImmutableMap.of(
                "name", grammar.choose("name", random),
                "surname", grammar.choose("surname", random),
                "token", token,
                "code", "EXP-%04d/%d".formatted(random.nextInt(10_000), 2020 + random.nextInt(7)),
                "link", "https://portal.alcaldia.example/c/" + token,
                "amount", "%d,%02d".formatted(1 + random.nextInt(999), random.nextInt(100)),
                "unsubscribe", "https://portal.alcaldia.example/u?id=" + Long.toHexString(random.nextLong()));
    }

    private static String subject(String text) {
        String[] words = SPACE.split(text.strip(), SUBJECT_WORDS + 1);
        return String.join(" ", List.of(words).subList(0, Math.min(words.length, SUBJECT_WORDS)));
    }
}
