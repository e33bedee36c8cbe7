/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import java.util.Map;

import org.mesura.policy.Permit;
import org.mesura.review.Permits;
import org.mesura.submission.Sender;

/** The stored form of {@link Permits}: how many were granted, and these; how many were used, and of each id and use. */
final class PermitForm {
    private static final int SHORTEST_PERMIT = 10;
    private static final int SHORTEST_USE = 2;

    private PermitForm() {}

    static void write(OctetWriter out, Permits permits) {
        out.number(permits.granted().size());
        permits.granted().values().forEach(permit -> write(out, permit));
        out.number(permits.used().size());
        permits.used().forEach((id, used) -> {
            out.text(id);
            out.number(used);
        });
    }

    static Permits read(OctetReader in) {
        return new Permits(
                in.list(SHORTEST_PERMIT, PermitForm::permit).stream()
                        .collect(toImmutableMap(Permit::id, permit -> permit)),
                in.list(SHORTEST_USE, use -> Map.entry(use.text(), use.quantity())).stream()
                        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static void write(OctetWriter out, Permit permit) {
        out.text(permit.id());
        out.text(permit.account().account());
        out.instant(permit.from());
        out.instant(permit.until());
        out.number(permit.externalRecipients());
        out.number(permit.recipientsPerMessage());
        out.text(permit.reason());
        out.text(permit.grantor());
    }

    private static Permit permit(OctetReader in) {
        return new Permit(
                in.text(),
                new Sender(in.text()),
                in.instant(),
                in.instant(),
                in.quantity(),
                Math.toIntExact(in.quantity()),
                in.text(),
                in.text());
    }
}
