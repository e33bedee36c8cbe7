/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.util.stream.Stream;

import org.mesura.review.Standing;
import org.mesura.review.Suspension;
import org.mesura.review.Suspension.Cause;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A {@link Standing}: the latest {@code suspension}, without {@code until} if it lasts until it is lifted. */
final class StandingJson {
    private StandingJson() {}

    static ObjectNode of(Standing standing) {
        ObjectNode node = Nodes.object();
        standing.suspension().ifPresent(suspension -> node.set("suspension", of(suspension)));
        standing.escalatedAt().ifPresent(at -> node.put("escalatedAt", at.toString()));
        return node;
    }

    static Standing read(Fields in) {
        return new Standing(in.maybe("suspension", StandingJson::suspension), in.maybeInstant("escalatedAt"));
    }

    static ObjectNode of(Suspension suspension) {
        ObjectNode node = Nodes.object().put("since", suspension.since().toString());
        suspension.until().ifPresent(until -> node.put("until", until.toString()));
        return node.put("cause", suspension.cause().id());
    }

    static Suspension suspension(Fields in) {
        String id = in.text("cause");
        Cause cause = Stream.of(Cause.values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a 'cause' is unknown: '" + id + "'"));
        return new Suspension(in.instant("since"), in.maybeInstant("until"), cause);
    }
}
