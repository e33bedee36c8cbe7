/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.mesura.bulk.Campaigns;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Permits;
import org.mesura.review.RecentDecisions;
import org.mesura.review.Standing;
import org.mesura.submission.Sender;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * All that is kept of one account, in JSON; what it has nothing of is left out. {@code charged}, {@code reserved}, {@code
 * passed}, {@code refused}, {@code attempts} and {@code unknown} are records of sends, {@code correspondents} the messages of
 * outsiders that wait for an answer; the rest has the form of its class here.
 */
public final class AccountJson {
    private AccountJson() {}

    /** The account on one line. */
    public static String of(Sender sender, AccountState state) {
        return node(sender, state).toString();
    }

    static ObjectNode node(Sender sender, AccountState state) {
        Aside aside = state.aside();
        ObjectNode node = Nodes.object().put("account", sender.account());
        put(node, "charged", state.charged());
        put(node, "reserved", state.reserved());
        put(node, "passed", aside.passed());
        put(node, "refused", aside.refused());
        put(node, "attempts", aside.attempts());
        put(node, "unknown", aside.unknown());
        if (!aside.campaigns().isNothing()) {
            node.set("campaigns", CampaignJson.of(aside.campaigns()));
        }
        if (aside.correspondents().size() > 0) {
            node.set("correspondents", correspondents(aside.correspondents()));
        }
        if (!aside.recent().decisions().isEmpty()) {
            node.set("decisions", Nodes.array(aside.recent().decisions(), DecisionJson::of));
        }
        if (!aside.standing().equals(Standing.GOOD)) {
            node.set("standing", StandingJson.of(aside.standing()));
        }
        if (!aside.permits().equals(Permits.NONE)) {
            node.set("permits", PermitJson.of(aside.permits()));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, SendRecord record) {
        if (!RecordJson.isEmpty(record)) {
            node.set(name, RecordJson.of(record));
        }
    }

    static Line.OfAccount read(Fields in) {
        Sender sender = new Sender(in.text("account"));
        Ledger ledger = new Ledger(record(in, "charged"), record(in, "reserved"));
        Aside aside = new Aside(
                record(in, "passed"),
                record(in, "refused"),
                record(in, "attempts"),
                record(in, "unknown"),
                in.object("campaigns", CampaignJson::read, Campaigns.NONE),
                correspondents(in),
                new RecentDecisions(in.objects("decisions", DecisionJson::read)),
                in.object("standing", StandingJson::read, Standing.GOOD),
                in.object("permits", PermitJson::read, Permits.NONE));
        return new Line.OfAccount(sender, new AccountState(ledger, aside));
    }

    private static SendRecord record(Fields in, String name) {
        return in.object(name, RecordJson::read, SendRecord.EMPTY);
    }

    private static ObjectNode message(Correspondents all, int index) {
        return Nodes.object()
                .put("outsider", Nodes.hash(all.outsiders().get(index)))
                .put("message", Nodes.hash(all.messages().get(index)))
                .put("at", Instant.ofEpochMilli(all.at().get(index)).toString());
    }

    private static ArrayNode correspondents(Correspondents all) {
        return Nodes.array(IntStream.range(0, all.size()).mapToObj(index -> message(all, index)));
    }

    /** @param outsider keyed hash of who wrote */
    private record Message(long outsider, int message, long at) {}

    private static Correspondents correspondents(Fields in) {
        List<Message> all = in.objects(
                "correspondents",
                one -> new Message(
                        one.hash("outsider"),
                        one.shortHash("message"),
                        one.instant("at").toEpochMilli()));
        return new Correspondents(
                ImmutableLongArray.copyOf(all.stream().mapToLong(Message::outsider)),
                ImmutableIntArray.copyOf(all.stream().mapToInt(Message::message)),
                ImmutableLongArray.copyOf(all.stream().mapToLong(Message::at)));
    }
}
