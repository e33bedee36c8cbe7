/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.mesura.bulk.Campaign;
import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Consensus;
import org.mesura.bulk.Footers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * {@link Campaigns}: {@code texts}, each with the keyed hash of its {@code text}, the sketch that its messages have in
 * {@code common} as octets, the keyed hashes of its {@code recipients}, when each of these was {@code reached} and when its
 * {@code messages} went; and what {@code footers} are known from, as octets.
 */
final class CampaignJson {
    private CampaignJson() {}

    static ObjectNode of(Campaigns campaigns) {
        ObjectNode footers = Nodes.object();
        footers.set("different", Nodes.array(campaigns.footers().different(), CampaignJson::ending));
        footers.set("latest", Nodes.array(campaigns.footers().latest(), CampaignJson::ending));
        ObjectNode node = Nodes.object();
        node.set("texts", Nodes.array(campaigns.all(), CampaignJson::of));
        node.set("footers", footers);
        return node;
    }

    static Campaigns read(Fields in) {
        return Campaigns.of(
                in.objects("texts", CampaignJson::campaign),
                in.object("footers", footers -> Footers.of(endings(footers, "different"), endings(footers, "latest"))));
    }

    private static JsonNode of(Campaign campaign) {
        ObjectNode node = Nodes.object().put("text", Nodes.hash(campaign.text()));
        campaign.common().ifPresent(common -> node.put("common", Nodes.octets(common.octets())));
        node.set("recipients", Nodes.hashes(campaign.recipients()));
        node.set("reached", Nodes.instants(campaign.seen()));
        node.set("messages", Nodes.instants(campaign.messages()));
        return node;
    }

    private static Campaign campaign(Fields in) {
        Optional<Consensus> common = in.has("common")
                ? Optional.of(Consensus.ofOctets(in.octets("common", Consensus.OCTETS)))
                : Optional.empty();
        return new Campaign(
                in.hash("text"),
                common,
                ImmutableLongArray.copyOf(in.hashes("recipients")),
                millis(in.instants("reached")),
                millis(in.instants("messages")));
    }

    static ImmutableLongArray millis(List<Instant> instants) {
        return ImmutableLongArray.copyOf(instants.stream().mapToLong(Instant::toEpochMilli));
    }

    private static JsonNode ending(short[] extracts) {
        ByteBuffer octets = ByteBuffer.allocate(extracts.length * Short.BYTES);
        octets.asShortBuffer().put(extracts);
        return Nodes.text(Nodes.octets(octets.array()));
    }

    private static ImmutableList<short[]> endings(Fields in, String name) {
        return in.octets(name).stream()
                .map(octets -> {
                    short[] extracts = new short[octets.length / Short.BYTES];
                    ByteBuffer.wrap(octets).asShortBuffer().get(extracts);
                    return extracts;
                })
                .collect(ImmutableList.toImmutableList());
    }
}
