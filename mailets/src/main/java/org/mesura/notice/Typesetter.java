/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;

/**
 * Makes {@link Templates} of files, in two steps, so that one bad file costs no more than itself. First each file of the
 * administrator's is checked alone; a broken one counts as missing. Then each template is tried with its partials on
 * every occasion it may meet; one that fails is made of built-in files only.
 */
final class Typesetter {
    private static final ImmutableSet<String> VARIABLES = Rehearsal.variables(builtInWords(Language.ES));

    private final List<String> faults = new ArrayList<>();
    private final Texts texts;

    private Typesetter(Texts texts) {
        this.texts = texts;
    }

    static Templates builtIn() {
        return new Typesetter(Texts.builtIn()).make();
    }

    static Templates of(Path folder) {
        List<String> faults = new ArrayList<>();
        Typesetter typesetter = new Typesetter(new Texts(sound(folder, faults)));
        Templates templates = typesetter.make();
        faults.addAll(templates.faults());
        // a folder that is not there is none of the administrator's
        ImmutableList<String> broken = Files.isDirectory(folder) ? ImmutableList.copyOf(faults) : ImmutableList.of();
        if (!typesetter.texts.lent().isEmpty()) {
            faults.add(folder + ": built-in texts are used for what is missing or broken: "
                    + String.join(", ", typesetter.texts.lent()));
        }
        return templates.withFaults(broken, ImmutableList.copyOf(faults));
    }

    private static ImmutableSortedMap<String, String> sound(Path folder, List<String> faults) {
        ImmutableSortedMap.Builder<String, String> sound = ImmutableSortedMap.naturalOrder();
        Texts.read(folder, faults::add).forEach((path, text) -> {
            try {
                check(path, text);
                sound.put(path, text);
            } catch (MustacheException | IllegalArgumentException e) {
                faults.add(path + ": " + firstLine(e));
            }
        });
        return sound.build();
    }

    private Templates make() {
        ImmutableMap.Builder<Language, Words> words = ImmutableMap.builder();
        ImmutableMap.Builder<String, Mustache> templates = ImmutableMap.builder();
        for (Language language : Language.values()) {
            Words phrases = words(language);
            words.put(language, phrases);
            Rehearsal.PARTS.forEach((name, medium) ->
                    templates.put(medium.file(name, language), make(name, language, medium, phrases)));
        }
        return new Templates(
                templates.buildOrThrow(),
                words.buildOrThrow(),
                ImmutableList.copyOf(faults),
                ImmutableList.copyOf(faults));
    }

    private Mustache make(String name, Language language, Medium medium, Words words) {
        try {
            Mustache template = new Press(language, medium, texts, VARIABLES).template(name);
            Rehearsal.facts(name, language, words).forEach(facts -> Templates.print(template, facts));
            return template;
        } catch (MustacheException e) {
            faults.add(medium.file(name, language) + ": " + firstLine(e) + "; its built-in form is used");
            return new Press(language, medium, Texts.builtIn(), VARIABLES).template(name);
        }
    }

    private Words words(Language language) {
        Words builtIn = builtInWords(language);
        String file = Words.file(language);
        Words words = texts.find(file).map(Words::parse).orElse(builtIn).or(builtIn);
        try {
            Rehearsal.facts(Templates.DSN, language, words);
            return words;
        } catch (IllegalArgumentException e) {
            faults.add(file + ": " + firstLine(e) + "; its built-in form is used");
            return builtIn;
        }
    }

    private static void check(String path, String text) {
        if (path.endsWith(Words.FILE)) {
            Words.parse(text);
            return;
        }
        // a single file knows neither its language nor its medium, and is not asked for its partials
        new Press(Language.ES, Medium.TEXT, Texts.builtIn(), VARIABLES).check(path, text);
    }

    private static Words builtInWords(Language language) {
        return Words.parse(Texts.builtIn(Words.file(language)).orElseThrow());
    }

    private static String firstLine(Exception e) {
        return Splitter.on('\n')
                .split(String.valueOf(e.getMessage()))
                .iterator()
                .next();
    }
}
