/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import org.mesura.policy.Measure;
import org.mesura.submission.Submission;

/**
 * What one submission takes from the limits, by measure.
 *
 * @param messages messages
 * @param recipients distinct recipients
 * @param external distinct external recipients
 * @param bytes octets times recipients
 */
public record Charge(long messages, long recipients, long external, long bytes) {
    /** Nothing of anything. */
    public static final Charge NOTHING = new Charge(0, 0, 0, 0);

    public Charge {
        // not by checkArgument, which has each number put in an object for every charge
        if (messages < 0 || recipients < 0 || external < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "a charge must not be negative, got %s messages, %s recipients, %s external, %s bytes"
                            .formatted(messages, recipients, external, bytes));
        }
    }

    /** What {@code submission} would take. */
    public static Charge of(Submission submission) {
        return new Charge(
                Measure.MESSAGES.of(submission),
                Measure.RECIPIENTS.of(submission),
                Measure.EXTERNAL_RECIPIENTS.of(submission),
                Measure.BYTES.of(submission));
    }

    /** The part of {@code measure}. */
    public long of(Measure measure) {
        return switch (measure) {
            case MESSAGES -> messages;
            case RECIPIENTS -> recipients;
            case EXTERNAL_RECIPIENTS -> external;
            case BYTES -> bytes;
        };
    }
}
