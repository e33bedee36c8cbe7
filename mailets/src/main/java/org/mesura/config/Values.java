/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.policy.Limit;

import com.google.common.collect.ImmutableMap;

/** How numbers, sizes, times and choices are written in the file. Each throws {@link BrokenRule} at anything else. */
final class Values {
    static final Function<String, Boolean> TRUE_OR_FALSE = oneOf(ImmutableMap.of("true", true, "false", false));

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern SIZE = Pattern.compile("([+-]?\\d+) ?(|b|kb|mb|gb|tb)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("([+-]?\\d+) ?(s|min|h|d)");

    private static final Pattern PERCENT = Pattern.compile("([+-]?\\d+) ?%?");
    private static final int MOST_PERCENT = 10_000;

    // the pattern below takes years of any length, of which the far ones have no milliseconds
    private static final Pattern DATE = Pattern.compile("\\d{4}-.*");
    private static final DateTimeFormatter ISO_8601 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]").withResolverStyle(ResolverStyle.STRICT);
    private static final String INSTANT_RULE =
            "must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00";

    private static final ImmutableMap<String, Long> BYTES = ImmutableMap.of(
            "", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L, "tb", 1_000_000_000_000L);
    private static final ImmutableMap<String, Long> SECONDS =
            ImmutableMap.of("s", 1L, "min", 60L, "h", 3_600L, "d", 86_400L);

    private Values() {}

    /** A whole number, at least 1. */
    static long count(String text) {
        return count(text, "must be a whole number");
    }

    /** As above, where {@code rule} says what may stand there besides. */
    static long count(String text, String rule) {
        matching(WHOLE, text, rule);
        return between(new BigInteger(text), 1, Limit.MOST);
    }

    /** A whole number, at least 1 and small enough for an {@code int}. */
    static int smallCount(String text) {
        matching(WHOLE, text, "must be a whole number");
        return (int) between(new BigInteger(text), 1, Integer.MAX_VALUE);
    }

    /** Percent of a limit, more than all of it, with or without the sign: {@code 125%}. {@code rule} as above. */
    static int percent(String text, String rule) {
        return (int) between(new BigInteger(matching(PERCENT, text, rule).group(1)), 101, MOST_PERCENT);
    }

    /** Percent of a whole, with or without the sign: {@code 10%}. */
    static int share(String text, int most) {
        return (int) between(
                new BigInteger(matching(PERCENT, text, "must be a percentage such as 10%")
                        .group(1)),
                0,
                most);
    }

    /** Octets, plain or in decimal units: {@code 500MB} is 500,000,000. {@code rule} says what may stand there. */
    static long bytes(String text, String rule) {
        Matcher size = matching(SIZE, text, rule);
        long unit = BYTES.get(size.group(2).toLowerCase(Locale.ROOT));
        return between(new BigInteger(size.group(1)).multiply(BigInteger.valueOf(unit)), 1, Limit.MOST);
    }

    /** So many octets in the largest unit that divides them: {@code 500MB}. */
    static String spell(long bytes) {
        return BYTES.entrySet().stream()
                .filter(unit -> bytes % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> bytes / unit.getValue() + unit.getKey().toUpperCase(Locale.ROOT))
                .orElseThrow();
    }

    /** A length of time that a limit's window may have: {@code 30s}, {@code 1min}, {@code 1h}, {@code 1d}. */
    static Duration window(String text) {
        return time(text, "must be a time such as 30s, 1min, 1h or 1d", Duration.ofSeconds(1), Limit.LONGEST);
    }

    /** As above, or {@code 0}, which is no time at all. */
    static Duration windowOrNone(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        matching(TIME, text, "must be a time such as 12h or 7d, or 0");
        return window(text);
    }

    /** A length of time from none at all to {@code most}: {@code 0}, {@code 10s}. */
    static Duration delay(String text, Duration most) {
        return text.equals("0")
                ? Duration.ZERO
                : time(text, "must be a time such as 10s or 1min, or 0", Duration.ZERO, most);
    }

    private static Duration time(String text, String rule, Duration least, Duration most) {
        Matcher time = matching(TIME, text, rule);
        BigInteger seconds = new BigInteger(time.group(1)).multiply(BigInteger.valueOf(SECONDS.get(time.group(2))));
        boolean fits = seconds.compareTo(BigInteger.valueOf(least.toSeconds())) >= 0
                && seconds.compareTo(BigInteger.valueOf(most.toSeconds())) <= 0;
        if (!fits) {
            throw new BrokenRule(
                    "must be from " + (least.isZero() ? "0" : Limit.spell(least)) + " to " + Limit.spell(most));
        }
        return Duration.ofSeconds(seconds.longValueExact());
    }

    /** A window of an hour or more. */
    static Duration longWindow(String text) {
        Duration window = window(text);
        if (window.compareTo(Duration.ofHours(1)) < 0) {
            throw new BrokenRule("must be from 1h to " + Limit.spell(Limit.LONGEST));
        }
        return window;
    }

    /** An instant in ISO 8601: with an offset, or a date with or without a time of day in {@code zone}. */
    static Instant instant(String text, ZoneId zone) {
        matching(DATE, text, INSTANT_RULE);
        try {
            TemporalAccessor parsed =
                    ISO_8601.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime instant) {
                return instant.toInstant();
            }
            if (parsed instanceof LocalDateTime local) {
                return local.atZone(zone).toInstant();
            }
            return LocalDate.from(parsed).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new BrokenRule(INSTANT_RULE);
        }
    }

    /** One of the words that {@code choices} has. */
    static <T> Function<String, T> oneOf(ImmutableMap<String, T> choices) {
        return text -> Optional.ofNullable(choices.get(text))
                .orElseThrow(() ->
                        new BrokenRule("must be " + either(choices.keySet()), Nearest.hint(text, choices.keySet())));
    }

    private static Matcher matching(Pattern pattern, String text, String rule) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new BrokenRule(rule);
        }
        return matcher;
    }

    private static long between(BigInteger number, long least, long most) {
        if (number.compareTo(BigInteger.valueOf(least)) < 0) {
            throw new BrokenRule("must be at least " + least);
        }
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new BrokenRule("must be at most " + most);
        }
        return number.longValueExact();
    }

    private static String either(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }
}
