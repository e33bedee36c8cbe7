/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * All policies of an institution and who is assigned to which. An account's own assignment goes before its domain's,
 * that before the default; a host of an authorised network goes by the network policy.
 *
 * @param mode whether decisions are carried out
 * @param byDefault the policy of accounts that nothing else is said of
 * @param byNetwork the policy of hosts that send without authentication
 * @param domains policies by domain name, lower case
 * @param accounts policies by account name, lower case
 * @param exempt accounts that are recorded but never limited
 * @param keep how long records are kept: the longest window of any policy, at least a day
 */
public record PolicyBook(
        Mode mode,
        Policy byDefault,
        Policy byNetwork,
        ImmutableMap<String, Policy> domains,
        ImmutableMap<String, Policy> accounts,
        ImmutableSet<String> exempt,
        Duration keep) {
    /** Records are kept this long at least, so that the day's figures can always be shown. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** A book that keeps records as long as its policies need them. */
    public PolicyBook(
            Mode mode,
            Policy byDefault,
            Policy byNetwork,
            ImmutableMap<String, Policy> domains,
            ImmutableMap<String, Policy> accounts,
            ImmutableSet<String> exempt) {
        this(
                mode,
                byDefault,
                byNetwork,
                domains,
                accounts,
                exempt,
                longestWindow(Stream.of(
                        Stream.of(byDefault, byNetwork), domains.values().stream(), accounts.values().stream())));
    }

    /** The terms under which {@code sender}'s submissions are reviewed. */
    public Terms termsOf(Sender sender) {
        boolean free = exempt.contains(sender.account());
        if (accounts.containsKey(sender.account())) {
            return terms(accounts.get(sender.account()), "account", free);
        }
        if (sender.isNetwork()) {
            return terms(byNetwork, "network", free);
        }
        Optional<String> domain = sender.domain().filter(domains::containsKey);
        return domain.map(name -> terms(domains.get(name), "domain " + name, free))
                .orElseGet(() -> terms(byDefault, "default", free));
    }

    private Terms terms(Policy policy, String source, boolean free) {
        return new Terms(policy, source, free, mode, keep);
    }

    private static Duration longestWindow(Stream<Stream<Policy>> policies) {
        return Stream.concat(Stream.of(A_DAY), policies.flatMap(some -> some).flatMap(PolicyBook::windows))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Stream<Duration> windows(Policy policy) {
        return Stream.concat(policy.limits().stream().map(Limit::window), policy.bulk().map(BulkRule::window).stream());
    }
}
