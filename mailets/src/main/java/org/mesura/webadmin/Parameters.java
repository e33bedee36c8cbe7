/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.mesura.config.TimeText;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.Longs;

import spark.Request;

/**
 * The parameters of requests: those of one for a list of accounts, with their defaults.
 *
 * @param measure by what accounts are ranked
 * @param window in which window
 * @param most how many are shown at most
 * @param offset how many are left out at the head of the list
 * @param account what a name must have in it, in small letters; empty for any
 * @param state which accounts are shown
 * @param byPercent whether the fullest limit ranks them, not the measure
 */
record Parameters(
        Measure measure, Duration window, int most, int offset, String account, Shown state, boolean byPercent) {
    /** Which accounts of a list are shown. */
    enum Shown {
        /** Those that sent anything of the measure. */
        ALL,
        /** Those with a limit that is used up to 80 % or more. */
        NEAR,
        /** Those with a limit that is used up. */
        OVER,
        /** Those that may not send to outsiders. */
        SUSPENDED,
        /** Those of which mail is kept back. */
        HELD;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LARGEST_OFFSET = 1_000_000;
    private static final Measure DEFAULT_MEASURE = Measure.EXTERNAL_RECIPIENTS;
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(1);
    private static final int DEFAULT_MOST = 20;
    private static final int LARGEST_MOST = 1_000;
    private static final ImmutableSet<String> NAMES =
            ImmutableSet.of("measure", "window", "most", "offset", "account", "state", "sort");

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
                number(request, "most", DEFAULT_MOST),
                offset(request),
                text(request, "account").orElse("").strip().toLowerCase(Locale.ROOT),
                text(request, "state").map(Parameters::shownOf).orElse(Shown.ALL),
                text(request, "sort").map(Parameters::isPercent).orElse(false));
    }

    /** How many are to be left out at the head of a list. */
    static int offset(Request request) {
        return Math.toIntExact(number(request, "offset", 0, LARGEST_OFFSET).orElse(0L));
    }

    /** The instant after which things are asked for; without one as far back as any. */
    static Instant since(Request request) {
        return text(request, "since").map(Parameters::instant).orElse(Instant.MIN);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException broken) {
            throw Halt.invalid(
                    "query parameter 'since' must be an instant such as 2026-11-24T12:00:00Z, got " + Halt.quote(text));
        }
    }

    private static Shown shownOf(String text) {
        return Arrays.stream(Shown.values())
                .filter(shown -> shown.id().equals(text))
                .findFirst()
                .orElseThrow(() -> Halt.invalid("query parameter 'state' must be one of "
                        + Arrays.stream(Shown.values()).map(Shown::id).collect(Collectors.joining(", ")) + "; got "
                        + Halt.quote(text)));
    }

    private static boolean isPercent(String text) {
        if (!text.equals("used") && !text.equals("percent")) {
            throw Halt.invalid("query parameter 'sort' must be used or percent, got " + Halt.quote(text));
        }
        return text.equals("percent");
    }

    /** Ends a request that has a parameter whose name is not among {@code names}. */
    static void check(Request request, ImmutableSet<String> names) {
        Sets.difference(request.queryParams(), names).stream().findFirst().ifPresent(name -> {
            throw Halt.invalid("query parameter " + Halt.quote(name) + ": "
                    + (names.isEmpty() ? "there is none here" : "must be one of " + String.join(", ", names)));
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
        return Math.toIntExact(number(request, name, 1, LARGEST_MOST).orElse((long) usual));
    }

    /** The whole number from {@code least} to {@code most} that parameter {@code name} says, if it is there. */
    static Optional<Long> number(Request request, String name, long least, long most) {
        return text(request, name).map(text -> Optional.ofNullable(Longs.tryParse(text))
                .filter(number -> number >= least && number <= most)
                .orElseThrow(() -> Halt.invalid("query parameter '" + name + "' must be a whole number from " + least
                        + " to " + most + ", got " + Halt.quote(text))));
    }
}
