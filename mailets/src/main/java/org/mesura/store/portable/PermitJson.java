/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import java.util.Map;

import org.mesura.policy.Permit;
import org.mesura.review.Permits;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@link Permits}: those {@code granted} to the account, and what was {@code used} of these and of those in the file. */
final class PermitJson {
    private PermitJson() {}

    static ObjectNode of(Permits permits) {
        ObjectNode node = Nodes.object();
        node.set("granted", Nodes.array(permits.granted().values(), PermitJson::of));
        node.set("used", Nodes.array(permits.used().entrySet(), use -> Nodes.object()
                .put("id", use.getKey())
                .put("externalRecipients", use.getValue())));
        return node;
    }

    static Permits read(Fields in) {
        return new Permits(
                in.objects("granted", PermitJson::permit).stream()
                        .collect(toImmutableMap(Permit::id, permit -> permit)),
                in.objects("used", use -> Map.entry(use.text("id"), use.quantity("externalRecipients"))).stream()
                        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static JsonNode of(Permit permit) {
        return Nodes.object()
                .put("id", permit.id())
                .put("account", permit.account().account())
                .put("from", permit.from().toString())
                .put("until", permit.until().toString())
                .put("externalRecipients", permit.externalRecipients())
                .put("recipientsPerMessage", permit.recipientsPerMessage())
                .put("reason", permit.reason())
                .put("grantor", permit.grantor());
    }

    private static Permit permit(Fields in) {
        return new Permit(
                in.text("id"),
                new Sender(in.text("account")),
                in.instant("from"),
                in.instant("until"),
                in.quantity("externalRecipients"),
                in.whole("recipientsPerMessage"),
                in.text("reason"),
                in.text("grantor"));
    }
}
