/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/** Reads what a section lists, each entry once: texts, or names with something said of each. */
final class Listing {
    private Listing() {}

    /** The texts of the elements {@code element} in {@code section}. */
    static <T> ImmutableSet<T> texts(Item section, String element, Function<String, T> form, Mistakes outside) {
        Mistakes mistakes = FormCheck.label(section, outside);
        Set<T> found = new LinkedHashSet<>();
        section.all(element).forEach(item -> mistakes.read(element, item.content(), form)
                .filter(value -> !found.add(value))
                .ifPresent(value -> mistakes.add(element + " " + quote(value.toString()) + " stands twice")));
        return ImmutableSet.copyOf(found);
    }

    /** What {@code attribute} says of each account in {@code section}. */
    static <T> ImmutableMap<String, T> accounts(
            Item section, String attribute, Function<String, T> form, Mistakes outside) {
        return named(section, "account", Names::account, attribute, form, FormCheck.label(section, outside));
    }

    /** What {@code attribute} says of each domain in {@code section}. */
    static <T> ImmutableMap<String, T> domains(
            Item section, String attribute, Function<String, T> form, Mistakes outside) {
        return named(section, "domain", Names::domain, attribute, form, FormCheck.label(section, outside));
    }

    private static <T> ImmutableMap<String, T> named(
            Item section,
            String element,
            Function<String, String> names,
            String attribute,
            Function<String, T> form,
            Mistakes mistakes) {
        Map<String, Optional<T>> found = new LinkedHashMap<>();
        section.all(element).forEach(item -> {
            Optional<String> name = mistakes.read(element + " 'name'", item.attribute("name"), names);
            String setting = attribute + " of " + element + " "
                    + quote(name.or(() -> item.attribute("name")).orElse(""));
            Optional<T> value = mistakes.read(setting, item.attribute(attribute), form);
            name.filter(known -> found.putIfAbsent(known, value) != null)
                    .ifPresent(known -> mistakes.add(element + " " + quote(known) + " stands twice"));
        });
        ImmutableMap.Builder<String, T> values = ImmutableMap.builder();
        found.forEach((name, value) -> value.ifPresent(known -> values.put(name, known)));
        return values.buildOrThrow();
    }
}
