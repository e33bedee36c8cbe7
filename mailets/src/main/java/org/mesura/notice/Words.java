/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * The short phrases of one language, by key: what {@code words.properties} of its folder says. {@code {0}} and {@code
 * {1}} stand for values; a phrase that counts has two forms, {@code .one} and {@code .other}.
 */
record Words(ImmutableMap<String, String> phrases) {
    static final String FILE = "words.properties";

    static String file(Language language) {
        return language.code() + "/" + FILE;
    }

    /** The phrases that {@code properties} says, in the form of {@link Properties}. */
    static Words parse(String properties) {
        Properties phrases = new Properties();
        try {
            phrases.load(new StringReader(properties));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return new Words(Maps.fromProperties(phrases));
    }

    /** These phrases, and those of {@code others} for what these do not say. */
    Words or(Words others) {
        Map<String, String> all = new TreeMap<>(others.phrases);
        all.putAll(phrases);
        return new Words(ImmutableMap.copyOf(all));
    }

    /** The phrase of {@code key} with its values. */
    String say(String key, String... values) {
        checkArgument(phrases.containsKey(key), "no words for '%s'", key);
        String phrase = phrases.get(key);
        for (int i = 0; i < values.length; i++) {
            phrase = phrase.replace("{" + i + "}", values[i]);
        }
        return phrase;
    }

    /** The phrase of {@code key} in the form for {@code count}. */
    String count(String key, long count, String... values) {
        return say(key + (count == 1 ? ".one" : ".other"), values);
    }

    boolean knows(String key) {
        return phrases.containsKey(key);
    }

    /** All phrases whose key begins with {@code prefix}, by the rest of their key. */
    ImmutableMap<String, Object> under(String prefix) {
        ImmutableMap.Builder<String, Object> under = ImmutableMap.builder();
        phrases.forEach((key, phrase) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), phrase);
            }
        });
        return under.buildOrThrow();
    }
}
