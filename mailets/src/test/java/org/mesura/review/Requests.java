/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

import org.mesura.bulk.Texts;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Deferral;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Mode;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Permit;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;
import org.mesura.policy.Terms;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** Requests for tests, said in a line: {@code request("1").from("ana@a.example").to(internal, external)}. */
public record Requests(Submission submission, Optional<Long> text, Terms terms) {
    public static final Duration MINUTE = Duration.ofMinutes(1);
    public static final Duration HOUR = Duration.ofHours(1);
    public static final Duration DAY = Duration.ofDays(1);

    /** A message to one insider by an account whose policy has {@code limits} and no bulk rule. */
    public static Requests request(String id, Limit... limits) {
        return new Requests(
                new Submission(
                        new SubmissionId(id),
                        new Sender("ana@alcaldia.example"),
                        Recipients.of(1),
                        1_000,
                        0,
                        false,
                        id.hashCode()),
                Optional.empty(),
                terms(new Policy(
                        "small",
                        ImmutableList.copyOf(limits),
                        100,
                        OverLimit.BOUNCE,
                        Presets.DEFERRAL,
                        Presets.HOLD_FOR,
                        Optional.empty(),
                        Presets.ESCALATION)));
    }

    public static Terms terms(Policy policy) {
        return new Terms(policy, "default", false, Mode.ENFORCE, DAY, ImmutableList.of(), ImmutableList.of());
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
        return with(new Sender(other), submission.recipients(), submission.visibleExternal(), submission.alwaysOpen());
    }

    /** To {@code insiders} insiders and the outsiders {@code first}, {@code first + 1}, … */
    public Requests to(int insiders, long first, int outsiders) {
        Recipients recipients = Recipients.of(
                insiders, LongStream.range(first, first + outsiders).toArray());
        return with(submission.sender(), recipients, submission.visibleExternal(), submission.alwaysOpen());
    }

    public Requests showing(int addresses) {
        return with(submission.sender(), submission.recipients(), addresses, submission.alwaysOpen());
    }

    public Requests toHelpDesk() {
        return with(submission.sender(), submission.recipients(), submission.visibleExternal(), true);
    }

    /** The same under another name. */
    public Requests named(String id) {
        return new Requests(
                new Submission(
                        new SubmissionId(id),
                        submission.sender(),
                        submission.recipients(),
                        submission.bytes(),
                        submission.visibleExternal(),
                        submission.alwaysOpen(),
                        id.hashCode()),
                text,
                terms);
    }

    /** The same message sent once more, under a name of its own. */
    public Requests attemptOf(Requests other) {
        return new Requests(
                new Submission(
                        submission.id(),
                        submission.sender(),
                        submission.recipients(),
                        submission.bytes(),
                        submission.visibleExternal(),
                        submission.alwaysOpen(),
                        other.submission.attempt()),
                text,
                terms);
    }

    public Requests exempted() {
        return with(terms.policy(), true, terms.mode(), terms.caps(), terms.permits());
    }

    public Requests observed() {
        return with(terms.policy(), terms.exempt(), Mode.OBSERVE, terms.caps(), terms.permits());
    }

    public Requests capped(Cap... caps) {
        return with(terms.policy(), terms.exempt(), terms.mode(), ImmutableList.copyOf(caps), terms.permits());
    }

    public Requests permitted(Permit... permits) {
        return with(terms.policy(), terms.exempt(), terms.mode(), terms.caps(), ImmutableList.copyOf(permits));
    }

    public Requests saying(long fingerprint) {
        return new Requests(submission, Optional.of(fingerprint), terms);
    }

    public Requests under(BulkRule rule) {
        return under(
                terms.policy().overLimit(),
                terms.policy().deferral(),
                Optional.of(rule),
                terms.policy().escalation());
    }

    public Requests under(Escalation rule) {
        Policy policy = terms.policy();
        return under(policy.overLimit(), policy.deferral(), policy.bulk(), rule);
    }

    /** Under a policy that defers what is over a limit by as much as {@code maxDelay}. */
    public Requests deferring(Duration maxDelay) {
        Policy policy = terms.policy();
        return under(OverLimit.DEFER, new Deferral(maxDelay, 10, 5), policy.bulk(), policy.escalation());
    }

    /** Under a policy that holds what is over a limit for a person's decision. */
    public Requests holding() {
        Policy policy = terms.policy();
        return under(OverLimit.HOLD, policy.deferral(), policy.bulk(), policy.escalation());
    }

    private Requests under(OverLimit overLimit, Deferral deferral, Optional<BulkRule> bulk, Escalation escalation) {
        Policy before = terms.policy();
        Policy policy = new Policy(
                before.name(),
                before.limits(),
                before.recipientsPerMessage(),
                overLimit,
                deferral,
                before.holdFor(),
                bulk,
                escalation);
        return with(policy, terms.exempt(), terms.mode(), terms.caps(), terms.permits());
    }

    private Requests with(Sender sender, Recipients recipients, int visible, boolean alwaysOpen) {
        return new Requests(
                new Submission(
                        submission.id(),
                        sender,
                        recipients,
                        submission.bytes(),
                        visible,
                        alwaysOpen,
                        submission.attempt()),
                text,
                terms);
    }

    private Requests with(
            Policy policy, boolean exempt, Mode mode, ImmutableList<Cap> caps, ImmutableList<Permit> permits) {
        return new Requests(submission, text, new Terms(policy, terms.source(), exempt, mode, DAY, caps, permits));
    }

    public Request build() {
        return new Request(submission, text.map(Texts::numbered), terms);
    }
}
