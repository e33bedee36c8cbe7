/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Holds the table of variables in {@code conf/notices/README.md} against those that templates are given. */
class ReadmeTest {
    private static final Path README = Path.of("../conf/notices/README.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void readmeShouldNameEveryVariableAndNoOther() throws IOException {
        assertThat(told()).isEqualTo(given());
    }

    private static Set<String> told() throws IOException {
        return Files.readString(README)
                .lines()
                .dropWhile(line -> !line.startsWith("| variable"))
                .skip(2)
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> CODE.matcher(cell).results().map(MatchResult::group))
                .map(code -> code.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> given() throws IOException {
        Set<String> given = new TreeSet<>();
        Words words = Words.parse(Texts.builtIn(Words.file(Language.EN)).orElseThrow());
        for (String template : Rehearsal.PARTS.keySet()) {
            Rehearsal.facts(template, Language.EN, words)
                    .forEach(facts -> facts.forEach((name, value) -> {
                        boolean dotted = name.equals("message") || name.equals("freeAt");
                        given.addAll(
                                dotted ? inner(name + ".", value) : Set.of(name.equals("label") ? "label.*" : name));
                        if (!dotted && !name.equals("label")) {
                            given.addAll(inner("", value));
                        }
                    }));
        }
        return given;
    }

    private static Set<String> inner(String within, Object value) {
        Set<String> names = new TreeSet<>();
        if (value instanceof Map<?, ?> facts) {
            facts.keySet().forEach(name -> names.add(within + name));
        }
        if (value instanceof Iterable<?> list) {
            list.forEach(item -> names.addAll(inner("", item)));
        }
        return names;
    }
}
