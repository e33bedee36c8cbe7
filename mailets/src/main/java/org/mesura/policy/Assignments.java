/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Who goes by which policy. An account's own assignment goes before its group's, that before its domain's, that before
 * the default; a host of an authorised network goes by the network policy. Of several groups the first one counts.
 *
 * @param byDefault the policy of accounts that nothing else is said of
 * @param byNetwork the policy of hosts that send without authentication
 * @param domains policies by domain name, lower case
 * @param groups groups of accounts, in their order
 * @param accounts policies by account name, lower case
 */
public record Assignments(
        Policy byDefault,
        Policy byNetwork,
        ImmutableMap<String, Policy> domains,
        ImmutableList<Group> groups,
        ImmutableMap<String, Policy> accounts) {
    /**
     * The policy of an account.
     *
     * @param policy the policy
     * @param source why it is this one: {@code account}, {@code group prensa}, {@code domain alcaldia.example}
     */
    record Assigned(Policy policy, String source) {}

    Assigned policyOf(Sender sender) {
        Policy own = accounts.get(sender.account());
        if (own != null) {
            return new Assigned(own, "account");
        }
        Optional<Group> group = groups.stream()
                .filter(some -> some.members().contains(sender.account()))
                .findFirst();
        if (group.isPresent()) {
            return new Assigned(group.get().policy(), "group " + group.get().name());
        }
        if (sender.isNetwork()) {
            return new Assigned(byNetwork, "network");
        }
        return sender.domain()
                .filter(domains::containsKey)
                .map(name -> new Assigned(domains.get(name), "domain " + name))
                .orElseGet(() -> new Assigned(byDefault, "default"));
    }

    Stream<Policy> policies() {
        return Stream.of(
                        Stream.of(byDefault, byNetwork),
                        domains.values().stream(),
                        groups.stream().map(Group::policy),
                        accounts.values().stream())
                .flatMap(some -> some);
    }
}
