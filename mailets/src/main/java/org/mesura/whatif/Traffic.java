/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.mesura.journal.submissions.Reviewed;
import org.mesura.policy.Terms;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/** What was really sent, whatever a candidate would have said to it. */
final class Traffic {
    private final Function<Sender, Terms> terms;
    private final ZoneId zone;
    private final Map<Sender, Account> accounts = new LinkedHashMap<>();
    private final Map<LocalDate, Day> days = new TreeMap<>();
    private long submissions;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    /**
     * Nothing yet.
     *
     * @param terms an account's under the first candidate
     * @param zone in which days begin
     */
    Traffic(Function<Sender, Terms> terms, ZoneId zone) {
        this.terms = terms;
        this.zone = zone;
    }

    void add(Reviewed reviewed) {
        submissions++;
        first = first.or(() -> Optional.of(reviewed.at()));
        last = Optional.of(reviewed.at());
        accounts.computeIfAbsent(reviewed.submission().sender(), sender -> new Account(sender, terms.apply(sender)))
                .add(reviewed);
        days.merge(
                LocalDate.ofInstant(reviewed.at(), zone), Day.EMPTY.with(reviewed), (day, same) -> day.with(reviewed));
    }

    long submissions() {
        return submissions;
    }

    /** When the first was sent; empty if none was. */
    Optional<Instant> first() {
        return first;
    }

    Optional<Instant> last() {
        return last;
    }

    ImmutableList<Account> accounts() {
        return ImmutableList.copyOf(accounts.values());
    }

    Account account(Sender sender) {
        return Optional.ofNullable(accounts.get(sender)).orElseThrow();
    }

    ImmutableSortedMap<LocalDate, Day> days() {
        return ImmutableSortedMap.copyOf(days);
    }
}
