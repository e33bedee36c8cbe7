/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.google.common.collect.ImmutableSet;

/**
 * Holds the elements and attributes of a file against {@link Form}: what is unknown, what is missing, what stands twice.
 * What the values say is for the readers of the sections.
 */
final class FormCheck {
    private static final ImmutableSet<String> NAMED = ImmutableSet.of("policy", "group");

    private FormCheck() {}

    static void check(Item item, Mistakes mistakes) {
        attributes(item, mistakes);
        text(item, mistakes);
        Mistakes inside = label(item, mistakes);
        elements(item, inside);
        item.children().stream().filter(child -> Form.knows(child.path())).forEach(child -> check(child, inside));
    }

    /** {@code mistakes} for what is written in {@code item}: a section, or a policy or group by its name. */
    static Mistakes label(Item item, Mistakes mistakes) {
        String element = item.name();
        if (NAMED.contains(element)) {
            return mistakes.in(item.attribute("name")
                    .map(name -> element + " " + quote(name))
                    .orElse(element + " without a name"));
        }
        boolean named =
                !item.name().equals(Form.ROOT) && !Form.elementsOf(item.path()).isEmpty();
        return named ? mistakes.in(item.name()) : mistakes;
    }

    private static void attributes(Item item, Mistakes mistakes) {
        List<String> known =
                Form.attributesOf(item.path()).stream().map(FormRow::name).toList();
        item.attributes().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        mistakes.add(item.name() + " has an unknown attribute " + quote(name) + hint(name, known)));
        Form.attributesOf(item.path()).stream()
                .filter(row -> row.required() && item.attribute(row.name()).isEmpty())
                .forEach(row -> mistakes.add(item.name() + " '" + row.name() + "' is missing"));
    }

    private static void text(Item item, Mistakes mistakes) {
        FormRow row = Form.row(item.path());
        if (!row.holdsText() && !item.text().isEmpty()) {
            mistakes.add(item.name() + " must not hold text, got " + quote(item.text()));
        }
        if (row.holdsText() && row.repeats() && item.text().isEmpty()) {
            mistakes.add(item.name() + " is empty");
        }
    }

    private static void elements(Item item, Mistakes mistakes) {
        List<String> known = Form.elementsOf(item.path());
        Set<String> seen = new HashSet<>();
        for (Item child : item.children()) {
            if (!known.contains(child.name())) {
                mistakes.add("unknown element " + quote(child.name()) + hint(child.name(), known));
            } else if (!Form.row(child.path()).repeats() && !seen.add(child.name())) {
                mistakes.add(child.name() + " stands twice");
            }
        }
    }

    private static String hint(String name, List<String> known) {
        return Nearest.hint(name, known);
    }
}
