/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.stream.Stream;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Permit;

import com.google.common.collect.ImmutableList;

/** The part of {@link Rehearsal} about permits: all that may happen to one, and one of which little is known. */
final class RehearsedPermits {
    private RehearsedPermits() {}

    static ImmutableList<Occasion> all() {
        return Stream.of(permit(60, "Reason", "Grantor"), permit(-60, "", ""))
                .flatMap(RehearsedPermits::news)
                .map(news -> Occasion.of(news, "staff", Rehearsal.NOW))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<PermitNews> news(Permit permit) {
        ImmutableList<Cap> none = ImmutableList.of();
        ImmutableList<Limit> limits = ImmutableList.of(Rehearsal.HOURLY, Rehearsal.HOURLY);
        return Stream.of(
                new PermitNews.Granted(permit, ImmutableList.of(Rehearsal.CAP, Rehearsal.CAP)),
                new PermitNews.Granted(permit, none),
                new PermitNews.NearlyUsed(permit, 2_410),
                new PermitNews.Ended(permit, 3_000, 40, false, limits),
                new PermitNews.Ended(permit, 1, 0, false, ImmutableList.of()),
                new PermitNews.Ended(permit, 1, 0, true, ImmutableList.of()));
    }

    private static Permit permit(long startsIn, String reason, String grantor) {
        return new Permit(
                "fair",
                Rehearsal.ACCOUNT,
                Rehearsal.NOW.plusSeconds(startsIn),
                Rehearsal.NOW.plusSeconds(86_400),
                3_000,
                500,
                reason,
                grantor);
    }
}
