/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.Optional;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheNotFoundException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.google.common.collect.ImmutableSet;

/**
 * Compiles the templates of one language and medium. Every value becomes one harmless line, escaped for the medium, in
 * triple braces too. A variable that does not exist is an error: a slip of the pen is not to be sent as a gap.
 */
final class Press extends DefaultMustacheFactory { // Mustache's own way to be told of partials and escaping
    private final Language language;
    private final Medium medium;
    private final Texts texts;
    private final ImmutableSet<String> variables;

    Press(Language language, Medium medium, Texts texts, ImmutableSet<String> variables) {
        this.language = language;
        this.medium = medium;
        this.texts = texts;
        this.variables = variables;
        // one partial within another, as deep as anybody writes them
        setRecursionLimit(20);
    }

    /** Fails unless {@code text} is a well-formed template that names known variables only; its partials are not read. */
    void check(String path, String text) {
        createParser().compile(new StringReader(text), path);
    }

    /** The template {@code name}, with its partials. */
    Mustache template(String name) {
        return compile(name);
    }

    @Override
    public Reader getReader(String name) {
        return medium.places(name, language).stream()
                .map(texts::find)
                .flatMap(Optional::stream)
                .findFirst()
                .map(StringReader::new)
                .orElseThrow(() -> new MustacheNotFoundException(name));
    }

    @Override
    public String resolvePartialPath(String directory, String name, String extension) {
        return name;
    }

    @Override
    public void encode(String value, Writer page) {
        try {
            page.write(medium.escape(OneLine.of(value)));
        } catch (IOException e) {
            throw new MustacheException(e);
        }
    }

    @Override
    public MustacheVisitor createMustacheVisitor() {
        return new DefaultMustacheVisitor(this) {
            @Override
            public void value(TemplateContext place, String variable, boolean encoded) {
                check(variable, place);
                super.value(place, variable, true);
            }

            @Override
            public void iterable(TemplateContext place, String variable, Mustache body) {
                check(variable, place);
                super.iterable(place, variable, body);
            }

            @Override
            public void notIterable(TemplateContext place, String variable, Mustache body) {
                check(variable, place);
                super.notIterable(place, variable, body);
            }
        };
    }

    private void check(String variable, TemplateContext place) {
        if (!variables.contains(variable)) {
            throw new MustacheException("there is no variable '" + variable + "'", place);
        }
    }
}
