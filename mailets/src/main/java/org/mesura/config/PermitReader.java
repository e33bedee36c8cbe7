/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.policy.Permit;
import org.mesura.policy.Policy;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** Reads {@code <permits>}: leave that accounts have for a time. One that has ended is no mistake. */
final class PermitReader {
    private final KnownPolicies policies;
    private final ZoneId zone;

    /** Reads times without an offset in {@code zone}. */
    PermitReader(KnownPolicies policies, ZoneId zone) {
        this.policies = policies;
        this.zone = zone;
    }

    ImmutableList<Permit> read(Item permits, Mistakes outside) {
        Mistakes mistakes = FormCheck.label(permits, outside);
        Map<String, Optional<Permit>> found = new LinkedHashMap<>();
        permits.all("permit").forEach(item -> {
            Optional<String> id = mistakes.read("permit 'id'", item.attribute("id"), Names::name);
            Mistakes inside = mistakes.in(
                    item.attribute("id").map(text -> "permit " + quote(text)).orElse("permit without an id"));
            Optional<Permit> permit = permit(id.orElse("without an id"), item, inside);
            id.filter(known -> found.putIfAbsent(known, permit) != null)
                    .ifPresent(known -> mistakes.add("permit " + quote(known) + " stands twice"));
        });
        return found.values().stream().flatMap(Optional::stream).collect(ImmutableList.toImmutableList());
    }

    /** Every attribute is read whatever is wrong with the others, so that all mistakes are told. */
    private Optional<Permit> permit(String id, Item item, Mistakes mistakes) {
        Optional<String> account = mistakes.read("permit 'account'", item.attribute("account"), Names::account);
        Optional<Instant> from = instant("from", item, mistakes);
        Optional<Instant> until = instant("until", item, mistakes);
        Optional<Long> quantity =
                mistakes.read("permit 'externalRecipients'", item.attribute("externalRecipients"), Values::count);
        Optional<Policy> tier = mistakes.read("permit 'tier'", item.attribute("tier"), policies::named);
        boolean inOrder = inOrder(from, until, item, mistakes);
        if (account.isEmpty() || quantity.isEmpty() || !inOrder) {
            return Optional.empty();
        }
        return Optional.of(new Permit(
                id,
                new Sender(account.get()),
                from.orElseThrow(),
                until.orElseThrow(),
                quantity.get(),
                tier.orElseGet(() -> policies.named(Defaults.PERMIT_TIER)).recipientsPerMessage(),
                text("reason", item),
                text("grantor", item)));
    }

    private Optional<Instant> instant(String attribute, Item item, Mistakes mistakes) {
        return mistakes.read(
                "permit '" + attribute + "'", item.attribute(attribute), text -> Values.instant(text, zone));
    }

    /** Whether both are known and the permit lasts. */
    private static boolean inOrder(Optional<Instant> from, Optional<Instant> until, Item item, Mistakes mistakes) {
        if (from.isEmpty() || until.isEmpty()) {
            return false;
        }
        boolean lasts = from.get().isBefore(until.get());
        if (!lasts) {
            mistakes.add("permit 'until' must be after 'from' ("
                    + item.attribute("from").orElseThrow() + "), got "
                    + quote(item.attribute("until").orElseThrow()));
        }
        return lasts;
    }

    private static String text(String attribute, Item item) {
        return item.attribute(attribute).map(Mistakes::oneLine).orElse("");
    }
}
