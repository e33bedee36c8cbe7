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
    static final int PARTS = 11;
    /** The part of the sends that were charged. */
    static final int CHARGED = 0;

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
        long parts = 0;
        for (int part = 0; part < PARTS; part++) {
            parts |= isEmpty(state, part) ? 0 : 1L << part;
        }
        out.number(parts);
        for (int part = 0; part < PARTS; part++) {
            if (has(parts, part)) {
                write(out, state, part);
            }
        }
    }

    /** What stands in a part. */
    static Object part(AccountState state, int part) {
        return switch (part) {
            case 6 -> state.campaigns();
            case 7 -> state.aside().recent();
            case 8 -> state.standing();
            case 9 -> state.permits();
            case 10 -> state.correspondents();
            default -> record(state, part);
        };
    }

    private static SendRecord record(AccountState state, int part) {
        return switch (part) {
            case CHARGED -> state.charged();
            case 1 -> state.reserved();
            case 2 -> state.passed();
            case 3 -> state.refused();
            case 4 -> state.aside().attempts();
            default -> state.aside().unknown();
        };
    }

    static boolean isEmpty(AccountState state, int part) {
        return switch (part) {
            case 6 -> state.campaigns().isNothing();
            case 7 -> state.aside().recent().decisions().isEmpty();
            case 8 -> state.standing().equals(Standing.GOOD);
            case 9 -> state.permits().equals(Permits.NONE);
            case 10 -> state.correspondents().size() == 0;
            default -> RecordForm.isEmpty(record(state, part));
        };
    }

    static void write(OctetWriter out, AccountState state, int part) {
        switch (part) {
            case 6 -> CampaignForm.write(out, state.campaigns());
            case 7 -> DecisionForm.write(out, state.aside().recent());
            case 8 -> StandingForm.write(out, state.standing());
            case 9 -> PermitForm.write(out, state.permits());
            case 10 -> CorrespondentForm.write(out, state.correspondents());
            default -> RecordForm.write(out, record(state, part));
        }
    }

    private static AccountState read(OctetReader in, int version) {
        long parts = in.number();
        if (parts >>> (version == Form.FIRST ? PARTS_OF_FIRST : PARTS) != 0) {
            throw new IllegalArgumentException("an account of unknown parts");
        }
        Ledger ledger = new Ledger(record(in, parts, CHARGED), record(in, parts, 1));
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

    private static boolean has(long parts, int part) {
        return (parts >>> part & 1) == 1;
    }
}
