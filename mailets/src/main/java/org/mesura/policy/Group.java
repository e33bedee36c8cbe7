/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;

/**
 * Accounts that go by one policy together: an office, a help desk.
 *
 * @param name its name
 * @param policy what its members may send
 * @param members their accounts, lower case
 */
public record Group(String name, Policy policy, ImmutableSet<String> members) {
    public Group {
        checkArgument(!name.isBlank(), "a group's name must not be blank");
    }
}
