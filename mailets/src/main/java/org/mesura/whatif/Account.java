/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Duration;
import java.time.Instant;

import org.mesura.journal.submissions.Reviewed;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Terms;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * What one account really sent: how much, and the most of it in any rolling window of the limits that it has under the first
 * candidate, as if nothing had been stopped.
 */
final class Account {
    private static final Limit EXTERNAL_A_DAY = new Limit(Measure.EXTERNAL_RECIPIENTS, Limit.MOST, Duration.ofDays(1));

    private final Sender sender;
    private final Terms terms;
    private final ImmutableList<Limit> windows;
    private final long[] peaks;
    private SendRecord record = SendRecord.EMPTY;
    private long messages;
    private long external;
    private boolean stoppedAsBulk;

    Account(Sender sender, Terms terms) {
        this.sender = sender;
        this.terms = terms;
        this.windows = ImmutableList.<Limit>builder()
                .addAll(terms.policy().limits())
                .add(EXTERNAL_A_DAY)
                .build();
        this.peaks = new long[windows.size()];
    }

    void add(Reviewed reviewed) {
        Instant at = reviewed.at();
        Charge charge = Charge.of(reviewed.submission());
        record = record.asOf(at).with(charge, at, terms.keep());
        long[] used = record.used(windows, at);
        for (int index = 0; index < used.length; index++) {
            peaks[index] = Math.max(peaks[index], used[index]);
        }
        messages++;
        external += charge.external();
        stoppedAsBulk |= reviewed.wasStoppedAsBulk();
    }

    Sender sender() {
        return sender;
    }

    /** Its terms under the first candidate. */
    Terms terms() {
        return terms;
    }

    long messages() {
        return messages;
    }

    long external() {
        return external;
    }

    /** The most that it sent within the window of the {@code index}th limit of its policy. */
    long peak(int index) {
        return peaks[index];
    }

    /** The most external recipients that it wrote to in any 24 hours. */
    long externalInADay() {
        return peaks[peaks.length - 1];
    }

    /** Whether nothing of it was stopped as a mass mailing and it never wrote to more outsiders a day than {@code most}. */
    boolean isHonest(long most) {
        return !stoppedAsBulk && externalInADay() <= most;
    }
}
