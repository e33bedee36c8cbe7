/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.mesura.usage.SendRecord;

/**
 * At which instant an account book runs a change. Whoever asks for one has read the clock, and may have been kept from the
 * account since then: by a long text, by the account's lock, by a machine that stood still. A clock that was set back
 * meanwhile has taken the account's record with it, and by what was read before it would be taken back once more; so
 * would it by an instant that is simply old. Both would free what lies in the windows.
 */
@FunctionalInterface
public interface Timing {
    /** Takes instants as they are given: for whoever goes by a time of his own. */
    Timing GIVEN = read -> read;

    /** The instant for what is asked for at {@code read}; called when nothing else can change the account any more. */
    Instant of(Instant read);

    /**
     * What was read, unless {@code clock} shows another time by now: earlier or later by more than {@link
     * SendRecord#SKEW}. Then that.
     */
    static Timing by(InstantSource clock) {
        return read -> {
            Instant now = clock.instant();
            Duration since = Duration.between(read, now).abs();
            return since.compareTo(SendRecord.SKEW) > 0 ? now : read;
        };
    }
}
