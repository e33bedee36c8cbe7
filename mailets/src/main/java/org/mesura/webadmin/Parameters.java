/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.mesura.config.TimeText;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;

import spark.Request;

/** The parameters of requests: those of one for the accounts that sent most, with their defaults. */
record Parameters(Measure measure, Duration window, int most) {
    private static final Measure DEFAULT_MEASURE = Measure.EXTERNAL_RECIPIENTS;
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(1);
    private static final int DEFAULT_MOST = 20;
    private static final int LARGEST_MOST = 1_000;
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("measure", "window", "most");

    /**
     * What {@code request} asks for.
     *
     * @param keep how long records are kept: no window is longer
     */
    static Parameters of(Request request, Duration keep) {
        check(request, NAMES);
        return new Parameters(
                text(request, "measure").map(Parameters::measureOf).orElse(DEFAULT_MEASURE),
                text(request, "window").map(text -> windowOf(text, keep)).orElse(DEFAULT_WINDOW),
                number(request, "most", DEFAULT_MOST));
    }

    /** Ends a request that has a parameter whose name is not among {@code names}. */
    static void check(Request request, ImmutableSet<String> names) {
        Sets.difference(request.queryParams(), names).stream().findFirst().ifPresent(name -> {
            throw Halt.invalid("query parameter " + Halt.quote(name) + ": must be one of " + String.join(", ", names));
        });
    }

    /** What parameter {@code name} says, if it is there. */
    static Optional<String> text(Request request, String name) {
        return Optional.ofNullable(request.queryParams(name));
    }

    private static Measure measureOf(String text) {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.id().equals(text))
                .findFirst()
                .orElseThrow(() -> Halt.invalid("query parameter 'measure' must be one of "
                        + Arrays.stream(Measure.values()).map(Measure::id).collect(Collectors.joining(", ")) + "; got "
                        + Halt.quote(text)));
    }

    private static Duration windowOf(String text, Duration keep) {
        Duration window;
        try {
            window = TimeText.parse(text);
        } catch (IllegalArgumentException broken) {
            throw Halt.invalid("query parameter 'window' " + broken.getMessage() + ", got " + Halt.quote(text));
        }
        if (window.compareTo(keep) > 0) {
            throw Halt.invalid("query parameter 'window' must be at most " + Limit.spell(keep)
                    + ", the longest window of any policy, got " + Halt.quote(text));
        }
        return window;
    }

    /** How many parameter {@code name} asks for at most, or {@code usual}. */
    static int number(Request request, String name, int usual) {
        return text(request, name).map(text -> numberOf(name, text)).orElse(usual);
    }

    private static int numberOf(String name, String text) {
        return Optional.ofNullable(Ints.tryParse(text))
                .filter(number -> number >= 1 && number <= LARGEST_MOST)
                .orElseThrow(() -> Halt.invalid("query parameter '" + name + "' must be a whole number from 1 to "
                        + LARGEST_MOST + ", got " + Halt.quote(text)));
    }
}
