/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * What the command line asks for.
 *
 * @param journal the folder of the journal
 * @param candidates the files to judge by, at least one
 * @param csv where to write a line for each candidate and account
 * @param html where to write the report
 * @param measures where to write the figures as measures
 * @param margin percent that suggestions leave above what was sent
 * @param honest how many outsiders an honest account writes to in a day at most
 */
record Options(
        Path journal,
        ImmutableList<Path> candidates,
        Optional<Path> csv,
        Optional<Path> html,
        Optional<Path> measures,
        int margin,
        long honest) {
    static final String USAGE = """
            usage: WhatIf --journal DIR --candidate FILE [--candidate FILE …] [options]

            Judges the submissions that were written down in DIR (var/mesura/submissions) once more, as if each
            FILE, a whole mesura.xml, had been in force. Put the file that is in force first: suggestions are
            made for its groups and limits.

              --journal DIR      the folder of the journal
              --candidate FILE   a mesura.xml; may be given several times, or several with commas between
              --csv FILE         writes a line for each candidate and account
              --html FILE        writes the report as one page
              --measures FILE    writes the figures as JSON
              --margin PERCENT   what suggestions leave above what was sent, 0 to 1000 (25)
              --honest NUMBER    how many outsiders an honest account writes to in a day at most (500)
              --help             shows this
            """;

    private static final int MARGIN = 25;
    private static final int MOST_MARGIN = 1_000;
    private static final int HONEST = 500;
    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

    /** Reads a command line, or throws {@link BrokenCommand} with what is wrong with it. */
    static Options parse(String... arguments) {
        Reading reading = new Reading();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!option.startsWith("--")) {
                throw new BrokenCommand("'" + option + "' is no option");
            }
            if (!words.hasNext()) {
                throw new BrokenCommand("'" + option + "' needs a value");
            }
            reading.take(option, words.next());
        }
        return reading.options();
    }

    private static final class Reading {
        private final List<Path> candidates = new ArrayList<>();
        private Optional<Path> journal = Optional.empty();
        private Optional<Path> csv = Optional.empty();
        private Optional<Path> html = Optional.empty();
        private Optional<Path> measures = Optional.empty();
        private int margin = MARGIN;
        private long honest = HONEST;

        void take(String option, String value) {
            switch (option) {
                case "--journal" -> journal = Optional.of(path(option, value));
                case "--candidate", "--candidates" ->
                    COMMAS.split(value).forEach(one -> candidates.add(path(option, one)));
                case "--csv" -> csv = Optional.of(path(option, value));
                case "--html" -> html = Optional.of(path(option, value));
                case "--measures" -> measures = Optional.of(path(option, value));
                case "--margin" -> margin = (int) number(option, value, 0, MOST_MARGIN);
                case "--honest" -> honest = number(option, value, 0, Integer.MAX_VALUE);
                default -> throw new BrokenCommand("there is no option '" + option + "'");
            }
        }

        Options options() {
            if (candidates.isEmpty()) {
                throw new BrokenCommand("'--candidate' is missing: which mesura.xml is to be tried?");
            }
            return new Options(
                    journal.orElseThrow(() -> new BrokenCommand("'--journal' is missing: where are the submissions?")),
                    ImmutableList.copyOf(candidates),
                    csv,
                    html,
                    measures,
                    margin,
                    honest);
        }

        private static Path path(String option, String value) {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new BrokenCommand("'" + option + "' must be a file, got '" + value + "'");
            }
        }

        private static long number(String option, String value, long least, long most) {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new BrokenCommand(
                    "'" + option + "' must be a whole number from " + least + " to " + most + ", got '" + value + "'");
        }
    }
}
