/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

/**
 * Says figures and times as people of one language do: {@code 1.000 destinatarios por hora}, {@code 2 horas y 10
 * minutos}. Instants and waits that are told to somebody are rounded up to the minute, so that what is promised holds.
 *
 * @param language the language
 * @param zone the zone in which instants are told
 * @param words the phrases of the language
 */
record Wording(Language language, ZoneId zone, Words words) {
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1_000_000_000;

    /** Whole numbers with the marks of the language: {@code 1.000}. */
    String number(long value) {
        return NumberFormat.getIntegerInstance(language.locale()).format(value);
    }

    /** How much of {@code measure}, as a bare figure: {@code 500}, {@code 1,5 GB}. */
    String figure(Measure measure, long quantity) {
        return measure == Measure.BYTES ? bytes(quantity) : number(quantity);
    }

    /** How much of {@code measure}, with what it is: {@code 500 destinatarios}, {@code 1,5 GB de correo}. */
    String amount(Measure measure, long quantity) {
        return words.count("amount." + measure.id(), quantity, figure(measure, quantity));
    }

    /** A limit as people say it: {@code 500 destinatarios por hora}. */
    String limit(Limit limit) {
        return amount(limit.measure(), limit.quantity()) + " " + window(limit.window());
    }

    /** Whose a cap is, as people say it: {@code toda la institución}. */
    String shared(Cap cap) {
        return cap.domain()
                .map(domain -> words.say("shared.domain", domain))
                .orElseGet(() -> words.say("shared.institution"));
    }

    /** A share in whole percent: {@code 81 %}. */
    String percent(long percent) {
        return words.say("percent", number(percent));
    }

    /** A window as people say it: {@code por hora}, {@code cada 5 minutos}. */
    String window(Duration window) {
        String known = "per." + Limit.spell(window);
        return words.knows(known) ? words.say(known) : words.say("per.other", length(window));
    }

    /** A day and time: {@code martes 24 de noviembre a las 14:35}; with the year unless it is that of {@code now}. */
    String moment(Instant instant, Instant now) {
        boolean sameYear = at(instant).getYear() == at(now).getYear();
        String day = format(instant, sameYear ? "pattern.day" : "pattern.date");
        return words.count("moment", at(instant).getHour(), day, time(instant));
    }

    /** From when on; on the day of {@code now} the time says it: {@code a las 14:35}, {@code a partir del martes 24 …}. */
    String from(Instant instant, Instant now) {
        boolean today = at(instant).toLocalDate().equals(at(now).toLocalDate());
        return today
                ? words.count("from.time", at(instant).getHour(), time(instant))
                : words.say("from.moment", moment(instant, now));
    }

    /** The day of an instant: {@code martes 24 de noviembre}. */
    String day(Instant instant) {
        return format(instant, "pattern.day");
    }

    /** The time of day of an instant: {@code 14:35}. */
    String time(Instant instant) {
        return format(instant, "pattern.time");
    }

    /** The zone's name: {@code hora de Colombia}. */
    String zoneName() {
        return zone.getDisplayName(TextStyle.FULL, language.locale());
    }

    /** How long from {@code now} to {@code then}, at least a minute: {@code 2 horas y 10 minutos}. */
    String wait(Instant now, Instant then) {
        long seconds =
                Math.max(1, Duration.between(now, then).plusNanos(999_999_999).toSeconds());
        return length(Duration.ofMinutes((seconds + 59) / 60));
    }

    /** The first whole minute not before {@code instant}. */
    static Instant minute(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }

    /** A length of time of a second at least, in its two largest units: {@code 2 horas y 10 minutos}. */
    String length(Duration length) {
        List<String> parts = Stream.of(
                        part("days", length.toDays()),
                        part("hours", length.toHoursPart()),
                        part("minutes", length.toMinutesPart()),
                        part("seconds", length.toSecondsPart()))
                .flatMap(part -> part)
                .limit(2)
                .toList();
        return parts.size() == 1 ? parts.get(0) : words.say("and", parts.get(0), parts.get(1));
    }

    private Stream<String> part(String unit, long count) {
        return count == 0 ? Stream.empty() : Stream.of(words.count(unit, count, number(count)));
    }

    private String bytes(long bytes) {
        if (bytes >= GIGA) {
            return scaled(bytes, GIGA) + " GB";
        }
        return bytes >= MEGA ? scaled(bytes, MEGA) + " MB" : scaled(bytes, KILO) + " kB";
    }

    private String scaled(long bytes, long unit) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(unit)));
    }

    private String format(Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(words.say(pattern), language.locale())
                .format(at(instant));
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}
