/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import org.mesura.config.SettingsInForce;
import org.mesura.config.StoreKind;
import org.mesura.health.Ailment;
import org.mesura.health.Condition;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.VerdictsLately;
import org.mesura.policy.PolicyBook;
import org.mesura.review.AccountBook;
import org.mesura.review.Totals;
import org.mesura.store.StoreHealth;

import com.google.common.collect.ImmutableList;

/**
 * Finds out how the institution's sending is: a look at each account, and at what is known already of all.
 *
 * @param verdicts those of this server
 * @param condition how Mesura is
 * @param store how its store is
 * @param kind which store it is, since the start
 */
record Overview(
        AccountBook book,
        HoldingArea area,
        SettingsInForce inForce,
        VerdictsLately verdicts,
        Supplier<Condition> condition,
        Supplier<StoreHealth> store,
        StoreKind kind,
        InstantSource clock) {
    OverviewPage page() {
        Instant now = clock.instant();
        SettingsInForce.Version version = inForce.now();
        PolicyBook policies = version.loaded().settings().policies();
        Optional<Totals> totals = totals(policies, now);
        ImmutableList<String> faults =
                condition.get().ailments().stream().map(Ailment::cause).collect(ImmutableList.toImmutableList());
        return new OverviewPage(
                now,
                policies.mode().name().toLowerCase(Locale.ROOT),
                version.number(),
                !faults.isEmpty(),
                faults,
                totals.map(OverviewPage.Accounts::of),
                totals.map(OverviewPage.Sent::of),
                totals.map(Totals::refused).map(Amount::of),
                verdicts.count(now),
                policies.caps().stream()
                        .map(cap -> PolicyRoutes.CapPage.of(cap, book.usage(cap, now)))
                        .collect(ImmutableList.toImmutableList()),
                OverviewPage.Held.of(area),
                totals.map(OverviewPage.Campaigns::of),
                new OverviewPage.Store(kind.toString(), store.get().fault()));
    }

    /** Empty while what all accounts do cannot be asked. */
    private Optional<Totals> totals(PolicyBook policies, Instant now) {
        Totals totals = new Totals(policies, now);
        try {
            book.walk(totals::add);
            return Optional.of(totals);
        } catch (UncheckedIOException away) {
            return Optional.empty();
        }
    }
}
