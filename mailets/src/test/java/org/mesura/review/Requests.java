/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

import org.mesura.bulk.Fingerprint;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Mode;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Terms;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** Requests for tests, said in a line: {@code request("1").from("ana@a.example").to(internal, external)}. */
public record Requests(
        String id,
        String account,
        int internal,
        long[] external,
        long bytes,
        int visible,
        boolean alwaysOpen,
        boolean exempt,
        Mode mode,
        Optional<Long> text,
        Policy policy) {
    public static final Duration MINUTE = Duration.ofMinutes(1);
    public static final Duration HOUR = Duration.ofHours(1);
    public static final Duration DAY = Duration.ofDays(1);

    /** A message to one insider by an account whose policy has {@code limits} and no bulk rule. */
    public static Requests request(String id, Limit... limits) {
        return new Requests(
                id,
                "ana@alcaldia.example",
                1,
                new long[0],
                1_000,
                0,
                false,
                false,
                Mode.ENFORCE,
                Optional.empty(),
                new Policy("small", ImmutableList.copyOf(limits), 100, OverLimit.BOUNCE, Optional.empty()));
    }

    public static Limit messages(long quantity, Duration window) {
        return new Limit(Measure.MESSAGES, quantity, window);
    }

    public static Limit recipients(long quantity, Duration window) {
        return new Limit(Measure.RECIPIENTS, quantity, window);
    }

    public static Limit external(long quantity, Duration window) {
        return new Limit(Measure.EXTERNAL_RECIPIENTS, quantity, window);
    }

    public Requests from(String other) {
        return new Requests(id, other, internal, external, bytes, visible, alwaysOpen, exempt, mode, text, policy);
    }

    /** To {@code insiders} insiders and the outsiders {@code first}, {@code first + 1}, … */
    public Requests to(int insiders, long first, int outsiders) {
        return new Requests(
                id,
                account,
                insiders,
                LongStream.range(first, first + outsiders).toArray(),
                bytes,
                visible,
                alwaysOpen,
                exempt,
                mode,
                text,
                policy);
    }

    public Requests showing(int addresses) {
        return new Requests(id, account, internal, external, bytes, addresses, alwaysOpen, exempt, mode, text, policy);
    }

    public Requests toHelpDesk() {
        return new Requests(id, account, internal, external, bytes, visible, true, exempt, mode, text, policy);
    }

    public Requests exempted() {
        return new Requests(id, account, internal, external, bytes, visible, alwaysOpen, true, mode, text, policy);
    }

    public Requests observed() {
        return new Requests(
                id, account, internal, external, bytes, visible, alwaysOpen, exempt, Mode.OBSERVE, text, policy);
    }

    public Requests saying(long fingerprint) {
        return new Requests(
                id,
                account,
                internal,
                external,
                bytes,
                visible,
                alwaysOpen,
                exempt,
                mode,
                Optional.of(fingerprint),
                policy);
    }

    public Requests under(BulkRule rule) {
        return new Requests(
                id,
                account,
                internal,
                external,
                bytes,
                visible,
                alwaysOpen,
                exempt,
                mode,
                text,
                new Policy(
                        policy.name(),
                        policy.limits(),
                        policy.recipientsPerMessage(),
                        policy.overLimit(),
                        Optional.of(rule)));
    }

    public Request build() {
        return new Request(
                new Submission(
                        new SubmissionId(id),
                        new Sender(account),
                        Recipients.of(internal, external),
                        bytes,
                        visible,
                        alwaysOpen),
                text.map(Fingerprint::new),
                new Terms(policy, "default", exempt, mode, DAY));
    }
}
