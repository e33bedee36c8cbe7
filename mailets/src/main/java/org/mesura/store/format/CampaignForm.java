/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.bulk.Campaign;
import org.mesura.bulk.Campaigns;

import com.google.common.primitives.ImmutableLongArray;

/**
 * The stored form of {@link Campaigns}: how many; of each the hash of its text, the hashes of its recipients, the instant
 * of each and those of the messages, in milliseconds since the one before.
 */
final class CampaignForm {
    private static final int SHORTEST = Long.BYTES + 3;

    private CampaignForm() {}

    static void write(OctetWriter out, Campaigns campaigns) {
        out.number(campaigns.all().size());
        campaigns.all().forEach(campaign -> write(out, campaign));
    }

    static Campaigns read(OctetReader in) {
        return Campaigns.of(in.list(SHORTEST, CampaignForm::campaign));
    }

    private static void write(OctetWriter out, Campaign campaign) {
        out.hash(campaign.text());
        out.number(campaign.recipients().length());
        campaign.recipients().forEach(out::hash);
        instants(out, campaign.seen());
        instants(out, campaign.messages());
    }

    private static Campaign campaign(OctetReader in) {
        return new Campaign(in.hash(), RecordForm.hashes(in), instants(in), instants(in));
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
