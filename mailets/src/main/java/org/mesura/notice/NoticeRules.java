/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How often senders are written to.
 *
 * @param quietPeriod after a notice, how long the same account gets none for the same reason; default 1 day
 * @param perAccountPerDay the most notices an account gets in a rolling day; default 3
 * @param perHour the most notices the whole server writes in a rolling hour, and apart from them the most letters about
 *     accounts and chain letters; see {@link Lane} and {@link Unsaid}; default 100
 */
public record NoticeRules(Duration quietPeriod, int perAccountPerDay, int perHour) {
    public static final NoticeRules DEFAULT = new NoticeRules(Duration.ofDays(1), 3, 100);

    public NoticeRules {
        checkArgument(
                !quietPeriod.isNegative() && !quietPeriod.isZero(),
                "notices 'quietPeriod' must be longer than 0, got '%s'",
                quietPeriod);
        checkArgument(
                perAccountPerDay >= 1, "notices 'perAccountPerDay' must be at least 1, got '%s'", perAccountPerDay);
        checkArgument(perHour >= 1, "notices 'perHour' must be at least 1, got '%s'", perHour);
    }
}
