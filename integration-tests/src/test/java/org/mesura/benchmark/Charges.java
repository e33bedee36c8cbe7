/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Charges in the order of time.
 *
 * @param accounts whom each is charged to; new strings, as a server makes them of each mail
 * @param millis when each is made, in milliseconds since the epoch
 */
record Charges(ImmutableList<String> accounts, ImmutableLongArray millis) {
    Charges {
        checkArgument(accounts.size() == millis.length(), "each charge needs an account and an instant");
    }

    int size() {
        return accounts.size();
    }
}
