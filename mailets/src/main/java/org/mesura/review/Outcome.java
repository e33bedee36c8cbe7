/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

/**
 * What a review makes of an account: the decision, and everything known of the account from now on.
 *
 * @param state the account's next state
 * @param decision the answer
 */
public record Outcome(AccountState state, Decision decision) {}
