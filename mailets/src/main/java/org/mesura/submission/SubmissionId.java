/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.charset.StandardCharsets;

import com.google.common.hash.Hashing;

/**
 * The name of one submission, the same through requeue, split, retry and redelivery: the mail's name as James gave it
 * when the submission was accepted.
 *
 * @param value the name; not blank
 */
public record SubmissionId(String value) {
    public SubmissionId {
        checkArgument(!value.isBlank(), "a submission id must not be blank");
    }

    /** A 64-bit fingerprint of the name, the same on every server and after every restart; never 0. */
    public long fingerprint() {
        long hash = Hashing.farmHashFingerprint64()
                .hashBytes(value.getBytes(StandardCharsets.UTF_8))
                .asLong();
        return hash == 0 ? 1 : hash;
    }

    @Override
    public String toString() {
        return value;
    }
}
