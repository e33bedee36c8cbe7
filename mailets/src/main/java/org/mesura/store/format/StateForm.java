/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.bulk.Campaigns;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Permits;
import org.mesura.review.RecentDecisions;
import org.mesura.review.Standing;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

/**
 * The stored form of an account.
 *
 * <pre>
 *   03              the version of the form
 *   number          a bit for each part that follows, the lowest first; a part without its bit is empty:
 *                   charged, reserved, passed, refused, attempts, unknown, campaigns, recent, standing, permits,
 *                   correspondents (from version 2 on)
 *   the parts       in that order, each in the form of its class here
 * </pre>
 *
 * An account that was charged ten times and has nothing else takes some 200 octets.
 */
public final class StateForm {
    private static final int PARTS = 11;
    private static final int PARTS_OF_FIRST = 10;

    private StateForm() {}

    public static byte[] of(AccountState state) {
        return Form.of(state, StateForm::write);
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes, or made in an older version */
    public static AccountState read(byte[] octets) {
        return Form.read(octets, StateForm::read);
    }

    private static void write(OctetWriter out, AccountState state) {
        Aside aside = state.aside();
        SendRecord[] records = {
            state.charged(),
            state.ledger().reserved(),
            aside.passed(),
            aside.refused(),
            aside.attempts(),
            aside.unknown()
        };
        long parts = 0;
        for (int part = 0; part < records.length; part++) {
            parts |= bit(part, RecordForm.isEmpty(records[part]));
        }
        parts |= bit(6, aside.campaigns().isNothing());
        parts |= bit(7, aside.recent().decisions().isEmpty());
        parts |= bit(8, aside.standing().equals(Standing.GOOD));
        parts |= bit(9, aside.permits().equals(Permits.NONE));
        parts |= bit(10, aside.correspondents().size() == 0);
        out.number(parts);
        for (SendRecord record : records) {
            if (!RecordForm.isEmpty(record)) {
                RecordForm.write(out, record);
            }
        }
        write(out, parts, aside);
    }

    private static void write(OctetWriter out, long parts, Aside aside) {
        if (has(parts, 6)) {
            CampaignForm.write(out, aside.campaigns());
        }
        if (has(parts, 7)) {
            DecisionForm.write(out, aside.recent());
        }
        if (has(parts, 8)) {
            StandingForm.write(out, aside.standing());
        }
        if (has(parts, 9)) {
            PermitForm.write(out, aside.permits());
        }
        if (has(parts, 10)) {
            CorrespondentForm.write(out, aside.correspondents());
        }
    }

    private static AccountState read(OctetReader in, int version) {
        long parts = in.number();
        if (parts >>> (version == Form.FIRST ? PARTS_OF_FIRST : PARTS) != 0) {
            throw new IllegalArgumentException("an account of unknown parts");
        }
        Ledger ledger = new Ledger(record(in, parts, 0), record(in, parts, 1));
        // accounts that have nothing aside share one
        boolean nothing = parts >>> 2 == 0;
        return new AccountState(ledger, nothing ? AccountState.NEW.aside() : aside(in, version, parts));
    }

    private static Aside aside(OctetReader in, int version, long parts) {
        SendRecord passed = record(in, parts, 2);
        SendRecord refused = record(in, parts, 3);
        SendRecord attempts = record(in, parts, 4);
        SendRecord unknown = record(in, parts, 5);
        Campaigns campaigns = has(parts, 6) ? CampaignForm.read(in, version) : Campaigns.NONE;
        RecentDecisions recent =
                has(parts, 7) ? DecisionForm.read(in) : AccountState.NEW.aside().recent();
        Standing standing = has(parts, 8) ? StandingForm.read(in) : Standing.GOOD;
        Permits permits = has(parts, 9) ? PermitForm.read(in) : Permits.NONE;
        Correspondents correspondents = has(parts, 10) ? CorrespondentForm.read(in) : Correspondents.NONE;
        return new Aside(passed, refused, attempts, unknown, campaigns, correspondents, recent, standing, permits);
    }

    private static SendRecord record(OctetReader in, long parts, int part) {
        return has(parts, part) ? RecordForm.read(in) : SendRecord.EMPTY;
    }

    private static long bit(int part, boolean empty) {
        return empty ? 0 : 1L << part;
    }

    private static boolean has(long parts, int part) {
        return (parts >>> part & 1) == 1;
    }
}
