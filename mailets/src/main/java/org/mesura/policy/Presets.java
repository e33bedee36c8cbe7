/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.time.Duration;
import java.util.Optional;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/** The policies that come with Mesura, by name, and with them every default of a policy: the one place to look. */
public final class Presets {
    /** The policy of accounts that nothing else is said of. */
    public static final String DEFAULT = "staff";
    /** The policy of hosts of an authorised network. */
    public static final String NETWORK = "application";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long GIGABYTE = 1_000_000_000L;
    private static final long MEGABYTE = 1_000_000L;

    /**
     * 50 outsiders in a day bring guidance, more than 150 are kept for a person's decision, or paced at 50 an hour, more
     * than 500 refused; a week to answer in.
     */
    public static final BulkRule BULK = new BulkRule(50, 150, 500, 25, DAY, WEEK, BulkAction.HOLD, 50);

    /** One text from ten accounts in an hour. */
    public static final ChainLetterRule CHAIN_LETTERS = new ChainLetterRule(10, HOUR);

    /** The most recipients of one message when a policy does not say. */
    public static final int RECIPIENTS_PER_MESSAGE = 100;

    /** What becomes of a submission over a limit when a policy does not say. */
    public static final OverLimit OVER_LIMIT = OverLimit.DEFER;

    /** How submissions are deferred when a policy does not say: at most 4 hours, a tenth kept for ordinary mail. */
    public static final Deferral DEFERRAL = new Deferral(Duration.ofHours(4), 10, 5);

    /** How long a submission is kept for a person's decision when a policy does not say. */
    public static final Duration HOLD_FOR = Duration.ofDays(3);

    /** What follows on attempts when a policy does not say: the administrator is told at 125 %, nobody is suspended. */
    public static final Escalation ESCALATION = new Escalation(125, Optional.empty(), HOUR);

    /** What follows on refusals of the world when the file does not say. */
    public static final RemoteRefusals REMOTE_REFUSALS = new RemoteRefusals(25, 60, HOUR, HOUR, 5);

    private static final ImmutableMap<String, Policy> BY_NAME = Maps.uniqueIndex(
            ImmutableList.of(
                    tier(
                            "staff",
                            RECIPIENTS_PER_MESSAGE,
                            of(30, 150, 500),
                            of(500, 1_000),
                            of(250, 500),
                            2 * GIGABYTE,
                            Optional.of(BULK)),
                    tier(
                            "restricted",
                            50,
                            of(10, 50, 150),
                            of(100, 200),
                            of(50, 100),
                            500 * MEGABYTE,
                            Optional.of(BULK)),
                    tier(
                            "service-desk",
                            100,
                            of(30, 400, 2_000),
                            of(1_000, 3_000),
                            of(500, 2_000),
                            5 * GIGABYTE,
                            Optional.of(BULK)),
                    tier(
                            "application",
                            20,
                            of(60, 1_000, 5_000),
                            of(1_000, 5_000),
                            of(500, 2_000),
                            10 * GIGABYTE,
                            Optional.empty()),
                    tier(
                            "communications",
                            500,
                            of(60, 1_000, 5_000),
                            of(5_000, 10_000),
                            of(5_000, 10_000),
                            20 * GIGABYTE,
                            Optional.of(BULK))),
            Policy::name);

    private Presets() {}

    /** The presets by name, in the order of the documentation. */
    public static ImmutableMap<String, Policy> byName() {
        return BY_NAME;
    }

    private static long[] of(long... quantities) {
        return quantities;
    }

    private static Policy tier(
            String name,
            int recipientsPerMessage,
            long[] messages,
            long[] recipients,
            long[] external,
            long bytes,
            Optional<BulkRule> bulk) {
        ImmutableList<Limit> limits = ImmutableList.of(
                new Limit(Measure.MESSAGES, messages[0], MINUTE),
                new Limit(Measure.MESSAGES, messages[1], HOUR),
                new Limit(Measure.MESSAGES, messages[2], DAY),
                new Limit(Measure.RECIPIENTS, recipients[0], HOUR),
                new Limit(Measure.RECIPIENTS, recipients[1], DAY),
                new Limit(Measure.EXTERNAL_RECIPIENTS, external[0], HOUR),
                new Limit(Measure.EXTERNAL_RECIPIENTS, external[1], DAY),
                new Limit(Measure.BYTES, bytes, DAY));
        return new Policy(name, limits, recipientsPerMessage, OVER_LIMIT, DEFERRAL, HOLD_FOR, bulk, ESCALATION);
    }
}
