/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.faulty;

import java.time.Instant;
import java.util.Optional;

import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Decision;
import org.mesura.review.Request;
import org.mesura.submission.Sender;

final class FaultyAccountBook implements AccountBook {
    @Override
    public Decision decide(Request request, Instant now) {
        throw new IllegalStateException("the ledger is broken");
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        throw new IllegalStateException("the ledger is broken");
    }
}
