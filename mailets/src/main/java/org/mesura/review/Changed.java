/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import com.google.common.collect.ImmutableList;

/**
 * What a {@link Change} makes of an account.
 *
 * @param state the account's next state
 * @param capCharges what is charged to caps with it, or given back
 * @param answer what is answered
 */
public record Changed<T>(AccountState state, ImmutableList<CapCharge> capCharges, T answer) {
    /** A change that touches no cap. */
    public static <T> Changed<T> to(AccountState state, T answer) {
        return new Changed<>(state, ImmutableList.of(), answer);
    }
}
