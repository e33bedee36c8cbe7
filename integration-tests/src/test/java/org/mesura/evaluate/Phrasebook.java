/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.common.collect.ImmutableList;

/**
 * What campaigns are varied with.
 *
 * @param vocabulary the distinct words of all templates
 * @param sentences distinct sentences of ordinary mail, in an order of chance
 */
record Phrasebook(ImmutableList<String> vocabulary, ImmutableList<String> sentences) {
    private static final int SHORTEST = 25;
    private static final int LONGEST = 180;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}']+");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}\\p{N}\\s,;:'()\"-]+[.!?]");

    static Phrasebook of(Collection<Template> templates, Collection<OrdinaryMail> mails) {
        Set<String> words = new TreeSet<>();
        templates.forEach(
                template -> Arrays.stream(BETWEEN_WORDS.split(template.text().toLowerCase(Locale.ROOT)))
                        .filter(word -> word.length() > 1)
                        .forEach(words::add));
        Set<String> sentences = new TreeSet<>();
        mails.forEach(mail -> sentences.addAll(sentences(mail.ownWords())));
        List<String> mixed = new ArrayList<>(sentences);
        Collections.shuffle(mixed, Seeds.random("sentences"));
        return new Phrasebook(ImmutableList.copyOf(words), ImmutableList.copyOf(mixed));
    }

    /** The whole sentences of {@code text}, their spaces made single. */
    static Set<String> sentences(String text) {
        return Arrays.stream(BETWEEN_SENTENCES.split(text))
                .map(sentence -> sentence.strip().replaceAll("\\s+", " "))
                .filter(sentence -> sentence.length() >= SHORTEST && sentence.length() <= LONGEST)
                .filter(sentence -> SENTENCE.matcher(sentence).matches())
                .collect(Collectors.toSet());
    }
}
