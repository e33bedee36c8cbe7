/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What is told, in whatever form.
 *
 * @param summary what was played, in sentences
 * @param columns each candidate and its figures; each has the same figures in the same order
 * @param days what all accounts together sent each day
 * @param suggestions limits that would fit
 * @param margin percent that these leave above what was sent
 */
record Report(
        ImmutableList<String> summary,
        ImmutableList<Column> columns,
        ImmutableSortedMap<LocalDate, Day> days,
        ImmutableList<Suggestion> suggestions,
        int margin) {
    private static final int HONEST_HOURS = 24;

    /**
     * A candidate.
     *
     * @param name how it is called
     * @param figures its figures
     * @param touched the accounts of which something would have been stopped, the most first
     * @param accounts all accounts
     */
    record Column(
            String name, ImmutableList<Figure> figures, ImmutableList<Row> touched, ImmutableList<Row> accounts) {}

    /**
     * An account under a candidate.
     *
     * @param account what it sent
     * @param group its group and policy under that candidate
     * @param honest whether it is honest
     * @param fate what would have become of its messages
     */
    record Row(Account account, Group group, boolean honest, Fate fate) {}

    static Report of(Comparison comparison, long leftOut) {
        return new Report(
                summary(comparison, leftOut),
                comparison.tallies().stream()
                        .map(tally -> column(tally, comparison))
                        .collect(ImmutableList.toImmutableList()),
                comparison.traffic().days(),
                comparison.suggestions(),
                comparison.margin());
    }

    /** The figures of one kind, one for each candidate. */
    List<Figure> figures(int index) {
        return columns.stream().map(column -> column.figures().get(index)).toList();
    }

    IntStream rows() {
        return IntStream.range(0, columns.get(0).figures().size());
    }

    private static Column column(Tally tally, Comparison comparison) {
        return new Column(
                tally.name(),
                comparison.figures(tally),
                rows(tally.touched(), tally, comparison),
                rows(tally.accounts(), tally, comparison));
    }

    private static ImmutableList<Row> rows(List<Tally.Touched> some, Tally tally, Comparison comparison) {
        return some.stream()
                .map(one -> new Row(
                        comparison.traffic().account(one.sender()),
                        Group.of(one.sender(), tally.termsOf(one.sender())),
                        comparison.honest().test(one.sender()),
                        one.fate()))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> summary(Comparison comparison, long leftOut) {
        Traffic traffic = comparison.traffic();
        Duration time =
                Duration.between(traffic.first().orElseThrow(), traffic.last().orElseThrow());
        long honest = traffic.accounts().stream()
                .filter(account -> account.isHonest(comparison.honestAtMost()))
                .count();
        return ImmutableList.of(
                "%s submissions of %s accounts in %s, from %s to %s; %s lines could not be read"
                        .formatted(
                                Amounts.count(traffic.submissions()),
                                Amounts.count(traffic.accounts().size()),
                                Amounts.time(time),
                                traffic.first().orElseThrow(),
                                traffic.last().orElseThrow(),
                                Amounts.count(leftOut)),
                "%s accounts are honest: never stopped for a mass mailing, and never more than %s outsiders in %s hours"
                        .formatted(Amounts.count(honest), Amounts.count(comparison.honestAtMost()), HONEST_HOURS));
    }
}
