/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;

/**
 * The phrases that a mail merge is made of, in one language: a symbol stands for one of its phrases, and a phrase may
 * name further symbols in braces. {@code {name}}, {@code {code}} and what else belongs to the recipient is given.
 */
final class Grammar {
    private static final Pattern SYMBOL = Pattern.compile("\\{([a-z-]+)\\}");
    private static final ImmutableMap<Language, Grammar> BY_LANGUAGE = ImmutableMap.of(
            Language.EN, read(Language.EN), Language.ES, read(Language.ES), Language.PT, read(Language.PT));

    private final Map<String, List<String>> phrases;

    private Grammar(Map<String, List<String>> phrases) {
        this.phrases = phrases;
    }

    static Grammar of(Language language) {
        return BY_LANGUAGE.get(language);
    }

    /** One of the symbol's phrases as it stands, its own symbols unresolved. */
    String choose(String symbol, Random random) {
        List<String> choice = phrases.get(symbol);
        return choice.get(random.nextInt(choice.size()));
    }

    /** {@code phrase} with each symbol in it resolved: to what is given, else to one of its phrases. */
    String resolve(String phrase, Map<String, String> given, Random random) {
        Matcher matcher = SYMBOL.matcher(phrase);
        return matcher.replaceAll(found -> {
            String symbol = found.group(1);
            String meaning =
                    given.containsKey(symbol) ? given.get(symbol) : resolve(choose(symbol, random), given, random);
            return Matcher.quoteReplacement(meaning);
        });
    }

    private static Grammar read(Language language) {
        try (InputStream in = Grammar.class.getResourceAsStream("grammar-" + language.id() + ".json")) {
            return new Grammar(new ObjectMapper().readValue(in, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
