/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.Locale;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableSet;

/** The languages that campaigns are dressed in. */
enum Language {
    EN("the", "and", "your", "you", "this", "with", "for", "our", "have", "please"),
    ES("el", "los", "las", "una", "su", "usted", "con", "para", "por", "del"),
    PT("os", "uma", "não", "seu", "você", "com", "para", "em", "do", "da");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private final ImmutableSet<String> frequent;

    Language(String... frequent) {
        this.frequent = ImmutableSet.copyOf(frequent);
    }

    /** The language whose frequent words {@code text} has most of; English if it has none. */
    static Language of(String text) {
        String[] words = BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT));
        Language most = EN;
        for (Language language : values()) {
            if (language.share(words) > most.share(words)) {
                most = language;
            }
        }
        return most;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private int share(String[] words) {
        int share = 0;
        for (String word : words) {
            share += frequent.contains(word) ? 1 : 0;
        }
        return share;
    }
}
