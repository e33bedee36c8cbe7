/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.policy.Limit;

import com.google.common.collect.ImmutableList;

/**
 * Limits that would fit what was really sent. For each limit an account counts once, with the most that it sent in any one
 * window; the limit that is suggested is what 995 of a thousand accounts never exceeded, and the margin. Those who are not
 * honest do not count, nor do exempt accounts.
 *
 * <p>Example: of 400 accounts 398 never wrote to more than 62 outsiders in an hour. With a margin of 25 % that is 77.5, and
 * 78 is suggested.
 */
final class Suggestions {
    private static final int USUAL_PER_THOUSAND = 995;
    private static final int HALF_PER_THOUSAND = 500;

    private final int margin;
    private final long honest;

    /**
     * @param margin how much is added, in percent
     * @param honest how many outsiders an honest account writes to in a day at most
     */
    Suggestions(int margin, long honest) {
        this.margin = margin;
        this.honest = honest;
    }

    ImmutableList<Suggestion> of(List<Account> accounts) {
        Map<Group, List<Account>> groups = accounts.stream()
                .filter(account -> account.isHonest(honest) && !account.terms().exempt())
                .collect(groupingBy(account -> Group.of(account.sender(), account.terms()), TreeMap::new, toList()));
        return groups.entrySet().stream()
                .flatMap(group -> of(group.getKey(), group.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    private Stream<Suggestion> of(Group group, List<Account> accounts) {
        List<Limit> limits = accounts.get(0).terms().policy().limits();
        return IntStream.range(0, limits.size()).mapToObj(index -> {
            Percentiles peaks = Percentiles.of(
                    accounts.stream().mapToLong(account -> account.peak(index)).toArray());
            long usual = peaks.at(USUAL_PER_THOUSAND);
            return new Suggestion(
                    group,
                    limits.get(index),
                    peaks.count(),
                    peaks.at(HALF_PER_THOUSAND),
                    usual,
                    peaks.above(limits.get(index).quantity()),
                    usual == 0 ? Optional.empty() : Optional.of(Suggestion.withMargin(usual, margin)));
        });
    }
}
