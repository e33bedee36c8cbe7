/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mesura.hold.HoldingArea;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Totals;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;
import org.mesura.webadmin.Parameters.Shown;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;

/** Accounts that have something in common, ranked. Every account that is known is looked at; little is kept of each. */
final class AccountList {
    private static final Duration DAY = Duration.ofDays(1);

    private final AccountBook book;
    private final HoldingArea area;
    private final PolicyBook policies;
    private final Parameters asked;
    private final Instant now;

    private record Found(Sender sender, long used, long percent) {}

    AccountList(AccountBook book, HoldingArea area, PolicyBook policies, Parameters asked, Instant now) {
        this.book = book;
        this.area = area;
        this.policies = policies;
        this.asked = asked;
        this.now = now;
    }

    /**
     * A page of the list.
     *
     * @param total how many accounts are in the list
     */
    record Page(int total, ImmutableList<Line> lines) {}

    Page page() {
        List<Found> found = new ArrayList<>();
        try {
            book.walk((sender, state) -> look(sender, state).ifPresent(found::add));
        } catch (UncheckedIOException e) {
            return known();
        }
        // few are shown of many: not all are sorted
        List<Found> first = found.stream().collect(Comparators.least(asked.offset() + asked.most(), rank()));
        return new Page(
                found.size(),
                first.stream().skip(asked.offset()).map(this::line).collect(ImmutableList.toImmutableList()));
    }

    private Comparator<Found> rank() {
        Comparator<Found> rank =
                asked.byPercent() ? Comparator.comparingLong(Found::percent) : Comparator.comparingLong(Found::used);
        return rank.thenComparingLong(Found::used).reversed().thenComparing(found -> found.sender()
                .account());
    }

    /** Those that sent most, as far as this server knows while nobody else can be asked. */
    private Page known() {
        if (asked.state() != Shown.ALL || asked.byPercent() || !asked.account().isEmpty()) {
            throw Halt.unavailable("what all accounts do cannot be asked while Redis is away; see /healthcheck");
        }
        ImmutableList<Line> lines =
                book.top(asked.measure(), asked.window(), asked.offset() + asked.most(), now).stream()
                        .skip(asked.offset())
                        .map(ranked -> line(new Found(ranked.sender(), ranked.used(), 0)))
                        .collect(ImmutableList.toImmutableList());
        return new Page(asked.offset() + lines.size(), lines);
    }

    private Optional<Found> look(Sender sender, AccountState state) {
        if (!sender.account().toLowerCase(Locale.ROOT).contains(asked.account())) {
            return Optional.empty();
        }
        long used = state.charged().used(asked.measure(), asked.window(), now);
        boolean percentMatters = asked.byPercent() || asked.state() == Shown.NEAR || asked.state() == Shown.OVER;
        long percent = percentMatters ? fullestPercent(sender, state) : 0;
        return isShown(sender, state, used, percent) ? Optional.of(new Found(sender, used, percent)) : Optional.empty();
    }

    private boolean isShown(Sender sender, AccountState state, long used, long percent) {
        return switch (asked.state()) {
            case ALL -> used > 0 || !asked.account().isEmpty();
            case NEAR -> Totals.isNear(percent);
            case OVER -> Totals.isOver(percent);
            case SUSPENDED -> isSuspended(state);
            case HELD -> area.total(sender).messages() > 0;
        };
    }

    private boolean isSuspended(AccountState state) {
        return state.standing().suspensionAt(now).isPresent();
    }

    private long fullestPercent(Sender sender, AccountState state) {
        ImmutableList<Limit> limits = policies.policyOf(sender).limits();
        return LimitUsage.fullestPercent(limits, state.charged().used(limits, now));
    }

    private Optional<LimitUsage> fullest(Sender sender, AccountState state) {
        return state.charged().usage(policies.termsOf(sender).policy().limits(), now).stream()
                .max(Comparator.comparingLong(LimitUsage::percent));
    }

    private Line line(Found found) {
        Sender sender = found.sender();
        AccountState state = book.find(sender).orElse(AccountState.NEW);
        Terms terms = policies.termsOf(sender);
        Optional<LimitUsage> fullest = fullest(sender, state);
        return new Line(
                sender.account(),
                found.used(),
                terms.policy().name(),
                fullest.map(LimitUsage::percent).orElse(0L),
                fullest.map(usage -> usage.limit().name()),
                state.refused().used(Measure.MESSAGES, DAY, now),
                isSuspended(state),
                area.total(sender).messages());
    }

    /**
     * An account of the list.
     *
     * @param used of the measure, in the window
     * @param percent how full its fullest limit is
     * @param fullest which one that is; none if its policy has none
     * @param refusedLastDay messages
     * @param held mails
     */
    record Line(
            String account,
            long used,
            String policy,
            long percent,
            Optional<String> fullest,
            long refusedLastDay,
            boolean suspended,
            long held) {}
}
