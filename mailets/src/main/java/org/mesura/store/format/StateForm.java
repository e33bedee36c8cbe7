/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.bulk.Campaigns;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Permits;
import org.mesura.review.Standing;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

/**
 * The stored form of an account.
 *
 * <pre>
 *   01              the version of the form
 *   number          a bit for each part that follows, the lowest first; a part without its bit is empty:
 *                   charged, reserved, passed, refused, attempts, unknown, campaigns, recent, standing, permits
 *   the parts       in that order, each in the form of its class here
 * </pre>
 *
 * An account that was charged ten times and has nothing else takes some 200 octets.
 */
public final class StateForm {
    private static final int PARTS = 10;

    private StateForm() {}

    public static byte[] of(AccountState state) {
        return Form.of(state, StateForm::write);
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes */
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
        parts |= bit(6, aside.campaigns().all().isEmpty());
        parts |= bit(7, aside.recent().decisions().isEmpty());
        parts |= bit(8, aside.standing().equals(Standing.GOOD));
        parts |= bit(9, aside.permits().equals(Permits.NONE));
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
    }

    private static AccountState read(OctetReader in) {
        long parts = in.number();
        if (parts >>> PARTS != 0) {
            throw new IllegalArgumentException("an account of unknown parts");
        }
        Ledger ledger = new Ledger(record(in, parts, 0), record(in, parts, 1));
        // accounts that have nothing aside share one
        boolean nothing = parts >>> 2 == 0;
        return new AccountState(ledger, nothing ? AccountState.NEW.aside() : aside(in, parts));
    }

    private static Aside aside(OctetReader in, long parts) {
        return new Aside(
                record(in, parts, 2),
                record(in, parts, 3),
                record(in, parts, 4),
                record(in, parts, 5),
                has(parts, 6) ? CampaignForm.read(in) : Campaigns.NONE,
                has(parts, 7) ? DecisionForm.read(in) : AccountState.NEW.aside().recent(),
                has(parts, 8) ? StandingForm.read(in) : Standing.GOOD,
                has(parts, 9) ? PermitForm.read(in) : Permits.NONE);
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
