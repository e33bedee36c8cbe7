/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Optional;

import org.mesura.policy.Policy;

import com.google.common.collect.ImmutableMap;

/**
 * The policies that a file may name.
 *
 * @param byName the presets, as the file changes them, and the file's own
 */
record KnownPolicies(ImmutableMap<String, Policy> byName) {
    /** The policy that the file calls {@code name}, or {@link BrokenRule}. */
    Policy named(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new BrokenRule(
                        "must be a preset or a policy of this file", Nearest.hint(name, byName.keySet())));
    }
}
