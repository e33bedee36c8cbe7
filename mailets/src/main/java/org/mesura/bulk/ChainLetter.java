/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Instant;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;

/**
 * One text that went to outsiders from many accounts, without a word of it: <em>this text, since 10:42, from 12 accounts
 * to 340 external recipients</em>.
 *
 * @param id tells it from other texts: a keyed hash
 * @param since when the first of these accounts sent it
 * @param reached how many external recipients each account sent it to, whoever got it twice counted twice; the account
 *     with the most first
 */
public record ChainLetter(String id, Instant since, ImmutableMap<Sender, Long> reached) {
    /** From how many accounts it went out. */
    public int accounts() {
        return reached.size();
    }

    /** How many external recipients it went to. */
    public long recipients() {
        return reached.values().stream().reduce(0L, Math::addExact);
    }
}
