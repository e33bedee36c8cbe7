/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.ImmutableLongArray;

/** A {@link SendRecord}: {@code sends}, each with the {@code id} of its submission if it has one, and {@code merged} ids. */
final class RecordJson {
    private RecordJson() {}

    static boolean isEmpty(SendRecord record) {
        return record.size() == 0 && record.merged().isEmpty();
    }

    static ObjectNode of(SendRecord record) {
        ObjectNode node = Nodes.object();
        node.set("sends", Nodes.array(record.sent(), RecordJson::of));
        if (!record.merged().isEmpty()) {
            node.set("merged", Nodes.hashes(record.merged()));
        }
        return node;
    }

    static SendRecord read(Fields in) {
        return SendRecord.of(
                in.objects("sends", RecordJson::sent).stream(), ImmutableLongArray.copyOf(in.hashes("merged")));
    }

    private static JsonNode of(Sent sent) {
        ObjectNode node = Nodes.object();
        if (sent.id() != 0) {
            node.put("id", Nodes.hash(sent.id()));
        }
        Charge charge = sent.charge();
        return node.put("at", sent.at().toString())
                .put("messages", charge.messages())
                .put("recipients", charge.recipients())
                .put("externalRecipients", charge.external())
                .put("bytes", charge.bytes());
    }

    private static Sent sent(Fields in) {
        return new Sent(
                in.has("id") ? in.hash("id") : 0,
                in.instant("at"),
                new Charge(
                        in.quantity("messages"),
                        in.quantity("recipients"),
                        in.quantity("externalRecipients"),
                        in.quantity("bytes")));
    }
}
