/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

/** The state of one account and of the caps, kept between pure changes as a store does. */
final class OneAccount {
    private final Map<String, CapRecord> caps = new HashMap<>();
    AccountState state = AccountState.NEW;

    Ruling decide(Requests request, Instant now) {
        return change((before, ledger) -> Review.decide(before, ledger, request.build(), now), now);
    }

    Decision decision(Requests request, Instant now) {
        return decide(request, now).decision();
    }

    <T> T change(Change<T> change, Instant now) {
        Changed<T> changed = change.apply(state, this::recordOf);
        state = changed.state();
        changed.capCharges()
                .forEach(charge -> caps.put(
                        charge.cap().name(),
                        recordOf(charge.cap())
                                .with(
                                        charge.at(),
                                        charge.externalRecipients(),
                                        charge.cap().limit().window(),
                                        now)));
        return changed.answer();
    }

    long used(Cap cap, Instant now) {
        return recordOf(cap).used(cap.limit().window(), now);
    }

    private CapRecord recordOf(Cap cap) {
        return caps.getOrDefault(cap.name(), CapRecord.EMPTY);
    }
}
