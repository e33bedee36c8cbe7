/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.util.Optional;

import org.mesura.bulk.Campaign;
import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Consensus;
import org.mesura.bulk.Footers;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * The stored form of {@link Campaigns}: how many; of each the hash of its text, what its messages have in common if it is
 * long enough, the hashes of its recipients, the instant of each and those of the messages, in milliseconds since the one
 * before; then, twice, how many ends of texts footers are known from, and of each its extracts of two octets behind how
 * many they are.
 */
final class CampaignForm {
    private static final int SHORTEST_FIRST = Long.BYTES + 3;
    private static final int SHORTEST = SHORTEST_FIRST + 1;

    private CampaignForm() {}

    static void write(OctetWriter out, Campaigns campaigns) {
        out.number(campaigns.all().size());
        campaigns.all().forEach(campaign -> write(out, campaign));
        write(out, campaigns.footers().different());
        write(out, campaigns.footers().latest());
    }

    static Campaigns read(OctetReader in, int version) {
        // the first version knew texts by their hash alone
        return version == Form.FIRST
                ? Campaigns.of(in.list(SHORTEST_FIRST, CampaignForm::firstCampaign), Footers.NONE)
                : Campaigns.of(
                        in.list(SHORTEST, CampaignForm::campaign),
                        Footers.of(in.list(1, CampaignForm::ending), in.list(1, CampaignForm::ending)));
    }

    private static void write(OctetWriter out, Campaign campaign) {
        out.hash(campaign.text());
        out.optional(campaign.common(), CampaignForm::write);
        out.number(campaign.recipients().length());
        campaign.recipients().forEach(out::hash);
        instants(out, campaign.seen());
        instants(out, campaign.messages());
    }

    private static void write(OctetWriter out, Consensus common) {
        for (byte octet : common.octets()) {
            out.octet(octet);
        }
    }

    private static Consensus consensus(OctetReader in) {
        byte[] octets = new byte[Consensus.OCTETS];
        for (int index = 0; index < octets.length; index++) {
            octets[index] = (byte) in.octet();
        }
        return Consensus.ofOctets(octets);
    }

    private static void write(OctetWriter out, ImmutableList<short[]> endings) {
        out.number(endings.size());
        for (short[] ending : endings) {
            out.number(ending.length);
            for (short extract : ending) {
                out.octet(extract >>> Byte.SIZE);
                out.octet(extract);
            }
        }
    }

    private static short[] ending(OctetReader in) {
        short[] ending = new short[in.count(Short.BYTES)];
        for (int index = 0; index < ending.length; index++) {
            ending[index] = (short) (in.octet() << Byte.SIZE | in.octet());
        }
        return ending;
    }

    private static Campaign firstCampaign(OctetReader in) {
        return new Campaign(in.hash(), Optional.empty(), RecordForm.hashes(in), instants(in), instants(in));
    }

    private static Campaign campaign(OctetReader in) {
        return new Campaign(
                in.hash(), in.optional(CampaignForm::consensus), RecordForm.hashes(in), instants(in), instants(in));
    }

    private static void instants(OctetWriter out, ImmutableLongArray instants) {
        out.number(instants.length());
        long before = 0;
        for (int i = 0; i < instants.length(); i++) {
            out.signed(instants.get(i) - before);
            before = instants.get(i);
        }
    }

    private static ImmutableLongArray instants(OctetReader in) {
        int count = in.count(1);
        ImmutableLongArray.Builder instants = ImmutableLongArray.builder(count);
        long instant = 0;
        for (int i = 0; i < count; i++) {
            instant += in.signed();
            instants.add(instant);
        }
        return instants.build();
    }
}
