/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.util.Locale;

import org.mesura.submission.Submission;

/** What a limit counts. */
public enum Measure {
    /** Messages: one for each submission. */
    MESSAGES("messages") {
        @Override
        public long of(Submission submission) {
            return 1;
        }
    },
    /** Distinct envelope recipients, internal and external. */
    RECIPIENTS("recipients") {
        @Override
        public long of(Submission submission) {
            return submission.recipients().total();
        }
    },
    /** Distinct envelope recipients outside the institution. */
    EXTERNAL_RECIPIENTS("external recipients") {
        @Override
        public long of(Submission submission) {
            return submission.recipients().outside();
        }
    },
    /** Octets of the message times its recipients: what the server has to carry. */
    BYTES("bytes") {
        @Override
        public long of(Submission submission) {
            return Math.multiplyExact(
                    submission.bytes(), (long) submission.recipients().total());
        }
    };

    private final String words;

    Measure(String words) {
        this.words = words;
    }

    /** How much of this measure {@code submission} asks for. */
    public abstract long of(Submission submission);

    /** The measure in words, as configuration errors and logs say it: {@code external recipients}. */
    public String words() {
        return words;
    }

    /** The measure as an identifier for attributes, JSON and templates: {@code external-recipients}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
