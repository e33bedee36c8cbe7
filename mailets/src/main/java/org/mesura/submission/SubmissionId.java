/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.charset.StandardCharsets;

import com.google.common.hash.Hashing;

/**
 * The name of one submission, the same through requeue, split, retry and redelivery: the mail's name as James gave it
 * when the submission was accepted.
 */
public final class SubmissionId {
    private final String value;
    private final long fingerprint;

    /**
     * A submission's name.
     *
     * @param value the name; not blank
     */
    public SubmissionId(String value) {
        checkArgument(!value.isBlank(), "a submission id must not be blank");
        this.value = value;
        this.fingerprint = Math.max(1, hash(value) >>> 1);
    }

    private static long hash(String value) {
        return Hashing.farmHashFingerprint64()
                .hashBytes(value.getBytes(StandardCharsets.UTF_8))
                .asLong();
    }

    public String value() {
        return value;
    }

    /** A fingerprint of the name, the same on every server and after every restart; a positive number. */
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmissionId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
