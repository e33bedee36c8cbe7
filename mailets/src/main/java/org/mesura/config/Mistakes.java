/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.google.common.collect.ImmutableList;

/** Collects everything that is wrong with a file, so that its administrator is told once. Not thread-safe. */
final class Mistakes {
    private static final int LONGEST_QUOTE = 100;

    private final List<String> lines;
    private final String place;
    private final String where;

    /** No mistakes yet in the file at {@code place}. */
    Mistakes(String place) {
        this(new ArrayList<>(), place, place);
    }

    private Mistakes(List<String> lines, String place, String where) {
        this.lines = lines;
        this.place = place;
        this.where = where;
    }

    /** The same collection for a part of the file: {@code policy 'staff'}. */
    Mistakes in(String part) {
        return new Mistakes(lines, place, part + ", " + place);
    }

    void add(String mistake) {
        lines.add(mistake + " (" + where + ")");
    }

    /** {@code text} as {@code form} reads it; empty where there is none, or where it is a mistake, which is added. */
    <T> Optional<T> read(String setting, Optional<String> text, Function<String, T> form) {
        try {
            return text.map(form);
        } catch (BrokenRule e) {
            add(setting + " " + e.getMessage() + ", got " + quote(text.orElseThrow()) + e.hint());
            return Optional.empty();
        }
    }

    /** How many there are so far in the whole file. */
    int size() {
        return lines.size();
    }

    boolean none() {
        return lines.isEmpty();
    }

    InvalidSettings all() {
        return new InvalidSettings(ImmutableList.copyOf(lines));
    }

    /** {@code text} in quotes, on one line and of bounded length, whatever it holds. */
    static String quote(String text) {
        String line = oneLine(text);
        if (line.length() <= LONGEST_QUOTE) {
            return "'" + line + "'";
        }
        return "'" + line.substring(0, LONGEST_QUOTE) + "…'";
    }

    static String oneLine(String text) {
        return text.replaceAll("\\R|\\p{Cntrl}", " ");
    }
}
