/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.mailet.Mail;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * What a review leaves on a mail, as attributes that matchers, other mailets and administrators read:
 *
 * <table>
 *   <caption>Attributes of a reviewed mail</caption>
 *   <tr><th>name</th><th>value</th></tr>
 *   <tr><td>{@code mesura.submission}</td><td>submission id: the mail's name when it was accepted</td></tr>
 *   <tr><td>{@code mesura.account}</td><td>account in whose name it was reviewed</td></tr>
 *   <tr><td>{@code mesura.policy}</td><td>name of the account's policy</td></tr>
 *   <tr><td>{@code mesura.reviewedAt}</td><td>instant of the review, ISO 8601 UTC</td></tr>
 *   <tr><td>{@code mesura.verdict}</td><td>{@code accept}, {@code advise}, {@code defer},
 *       {@code refuse}</td></tr>
 *   <tr><td>{@code mesura.observed}</td><td>in mode observe: the verdict that enforcing would have carried out</td></tr>
 *   <tr><td>{@code mesura.reason}</td><td>{@code over-limit}, {@code over-cap}, {@code suspended}, {@code
 *       never-fits}, {@code too-many-recipients}, {@code bulk}, {@code visible-recipients}; absent when simply
 *       accepted</td></tr>
 *   <tr><td>{@code mesura.limit}</td><td>the limit's name: {@code recipients per 1h}</td></tr>
 *   <tr><td>{@code mesura.measure}, {@code mesura.quantity}, {@code mesura.window}</td><td>the limit in parts: {@code
 *       recipients}, {@code 500}, {@code PT1H}</td></tr>
 *   <tr><td>{@code mesura.used}, {@code mesura.remaining}, {@code mesura.asked}</td><td>of that limit: charged, left,
 *       asked by this message</td></tr>
 *   <tr><td>{@code mesura.freeAt}</td><td>when the message would fit, ISO 8601 UTC</td></tr>
 *   <tr><td>{@code mesura.deferredTo}</td><td>the turn reserved for a deferred message, ISO 8601 UTC</td></tr>
 *   <tr><td>{@code mesura.heldUntil}</td><td>when a held message goes back to its sender if nobody has decided</td></tr>
 *   <tr><td>{@code mesura.cap.domain}</td><td>with {@code over-cap}: whose cap; absent for the institution's</td></tr>
 *   <tr><td>{@code mesura.suspended.since}, {@code .until}, {@code .cause}</td><td>the suspension; without {@code
 *       until} it lasts until it is lifted; cause {@code attempts}, {@code unknown-recipients} or {@code
 *       administrator}</td></tr>
 *   <tr><td>{@code mesura.permit}, {@code .recipients}, {@code .used}, {@code .quantity}</td><td>the permit the message
 *       goes on: its id, external recipients of this message, used with it, and given in all</td></tr>
 *   <tr><td>{@code mesura.threshold}</td><td>threshold or maximum that was reached</td></tr>
 *   <tr><td>{@code mesura.campaign.since}, {@code .messages}, {@code .recipients}</td><td>evidence of a mass
 *       mailing</td></tr>
 *   <tr><td>{@code mesura.recipients}, {@code mesura.external}, {@code mesura.visible}</td><td>distinct recipients, those
 *       outside, and outside addresses visible in To and Cc</td></tr>
 *   <tr><td>{@code mesura.usage}</td><td>how full the fullest limit is, in percent</td></tr>
 *   <tr><td>{@code mesura.usages}</td><td>each limit: {@code recipients|500|PT1H|120}, the last figure used</td></tr>
 *   <tr><td>{@code mesura.reduced}</td><td>{@code true} while the store is away and a part of each limit holds; absent
 *       otherwise</td></tr>
 *   <tr><td>{@code mesura.outsiders}</td><td>keyed hashes of the outsiders that the sender named, in Base64</td></tr>
 *   <tr><td>{@code mesura.releasedAt}</td><td>when a deferred or held message went on, ISO 8601 UTC</td></tr>
 *   <tr><td>{@code mesura.reported}</td><td>the refusal was carried out: reported to the sender</td></tr>
 * </table>
 *
 * @param id the submission's name
 * @param sender the account
 * @param policy the name of its policy
 * @param at the instant of the review
 * @param decision the answer
 * @param recipients distinct recipients
 * @param external those of them outside
 * @param visible outside addresses in To and Cc
 * @param observed whether the decision is only observed, not to be carried out
 * @param reduced whether limits and caps were a part of themselves, because the store is away
 */
public record Verdict(
        SubmissionId id,
        Sender sender,
        String policy,
        Instant at,
        Decision decision,
        int recipients,
        int external,
        int visible,
        boolean observed,
        boolean reduced) {
    /** By whole limits. */
    public Verdict(
            SubmissionId id,
            Sender sender,
            String policy,
            Instant at,
            Decision decision,
            int recipients,
            int external,
            int visible,
            boolean observed) {
        this(id, sender, policy, at, decision, recipients, external, visible, observed, false);
    }

    /** The verdict written on {@code mail}; empty if it was never reviewed, or by a version with other attributes. */
    public static Optional<Verdict> of(Mail mail) {
        return new VerdictReader(mail).read();
    }

    /** The verdict on {@code mail} in a word, whatever else is written there: {@code refuse}. */
    public static Optional<String> wordOn(Mail mail) {
        return new VerdictReader(mail).word();
    }

    /** How full the fullest limit was when {@code mail} was reviewed, in percent; empty if that is not written there. */
    public static OptionalLong fullestPercentOn(Mail mail) {
        return new VerdictReader(mail).fullestPercent();
    }

    /** Whether {@code mail} was refused and its sender told: if it comes again, an administrator sent it. */
    static boolean wasCarriedOut(Mail mail) {
        return new VerdictAttributes(mail).isReported();
    }

    /** Whether {@code mail} is to be kept back by {@code verdict}: unless that is only observed, or it went on already. */
    static boolean isToBeKept(Mail mail, Verdict verdict) {
        return !verdict.observed() && !new VerdictAttributes(mail).isReleased();
    }

    /** Writes on {@code mail} that it goes on at {@code now}. */
    static void release(Mail mail, Instant now) {
        new VerdictAttributes(mail).markReleased(now);
    }

    /** Takes the verdict off {@code mail}. */
    static void removeFrom(Mail mail) {
        new VerdictAttributes(mail).clear();
    }

    /** Writes this verdict on {@code mail} in place of whatever one was there. */
    void writeOn(Mail mail) {
        new VerdictAttributes(mail).write(this);
    }

    /** This verdict with another decision. */
    Verdict with(Decision other) {
        return new Verdict(id, sender, policy, at, other, recipients, external, visible, observed, reduced);
    }

    /** How full the fullest limit is, in percent; 0 without limits. */
    public long fullestPercent() {
        return usage().stream().mapToLong(LimitUsage::percent).max().orElse(0);
    }

    /** How full each limit is. */
    public ImmutableList<LimitUsage> usage() {
        return decision.usage();
    }
}
