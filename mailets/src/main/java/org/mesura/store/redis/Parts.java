/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import org.mesura.review.AccountState;
import org.mesura.store.format.StatePart;
import org.mesura.store.format.StateParts;

import com.google.common.collect.ImmutableList;

/**
 * What an account is to be in Redis, and what is to be written for that.
 *
 * @param account the account
 * @param changes each part that differs from what is there; a part that was made anew counts as another one, though its
 *     octets may be the same
 */
record Parts(StateParts account, ImmutableList<StatePart> changes) {
    /** Of an account that is not there, or is deleted first. */
    static Parts whole(AccountState state) {
        StateParts account = StateParts.whole(state);
        return new Parts(account, account.wholeSince(StateParts.whole(AccountState.NEW)));
    }

    /** Of {@code next} where {@code stored} is: most mail changes one part, and that alone is looked at. */
    static Parts of(AccountState next, Stored stored) {
        if (!stored.isOfThisForm()) {
            StateParts account = StateParts.whole(next);
            return new Parts(account, account.wholeSince(stored.account()));
        }
        StateParts account = stored.account().next(next);
        return new Parts(account, account.changesSince(stored.account()));
    }
}
