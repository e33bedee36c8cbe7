/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.io.StringWriter;
import java.nio.file.Path;

import com.github.mustachejava.Mustache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The texts of notices, ready for values: the administrator's where they are sound, the built-in ones elsewhere.
 * Immutable; a changed folder is read anew.
 */
public final class Templates {
    /** The template of the short guidance in a delivery status notification. */
    static final String DSN = "dsn";

    /** How the names of templates for the administrator begin; the alert's id follows. */
    static final String ADMINISTRATOR = "admin-";

    private final ImmutableMap<String, Mustache> byFile;
    private final ImmutableMap<Language, Words> words;
    private final ImmutableList<String> broken;
    private final ImmutableList<String> faults;

    Templates(
            ImmutableMap<String, Mustache> byFile,
            ImmutableMap<Language, Words> words,
            ImmutableList<String> broken,
            ImmutableList<String> faults) {
        this.byFile = byFile;
        this.words = words;
        this.broken = broken;
        this.faults = faults;
    }

    /** The templates that come with Mesura. */
    public static Templates builtIn() {
        return Typesetter.builtIn();
    }

    /** The templates of {@code folder}, the built-in ones for what is missing or broken there. */
    public static Templates in(Path folder) {
        return Typesetter.of(folder);
    }

    /** What is missing or broken, for the log; empty when all is well. */
    public ImmutableList<String> faults() {
        return faults;
    }

    /** What is broken among that, each with its file and why: texts that somebody changed, and that nobody gets. */
    public ImmutableList<String> broken() {
        return broken;
    }

    Templates withFaults(ImmutableList<String> broken, ImmutableList<String> found) {
        return new Templates(byFile, words, broken, found);
    }

    Words words(Language language) {
        return words.get(language);
    }

    String print(String name, Language language, Medium medium, ImmutableMap<String, Object> facts) {
        return print(byFile.get(medium.file(name, language)), facts);
    }

    static String print(Mustache template, ImmutableMap<String, Object> facts) {
        StringWriter page = new StringWriter();
        template.execute(page, facts);
        return page.toString();
    }
}
