/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.util.Optional;

import org.mesura.bulk.Fingerprint;
import org.mesura.policy.Terms;
import org.mesura.submission.Submission;

/**
 * What a review is asked: may this go, under these terms?
 *
 * @param submission what the account wants to send
 * @param fingerprint what stays of its content; empty when there is no content to compare
 * @param terms the policy in force for the account
 */
public record Request(Submission submission, Optional<Fingerprint> fingerprint, Terms terms) {}
