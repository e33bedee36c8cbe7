/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.util.Set;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.mesura.submission.SubmissionId;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.primitives.ImmutableLongArray;

/**
 * The refusals that were counted already, by submission and recipient: James may deliver the same mail to a processor
 * more than once, and a mailet may stand in two. Those of a day, at most {@value #KEPT}; a restart forgets them.
 */
@Singleton
final class RefusalsSeen {
    private static final int KEPT = 50_000;

    private final Cache<Refused, Boolean> seen = CacheBuilder.newBuilder()
            .expireAfterWrite(Duration.ofDays(1))
            .maximumSize(KEPT)
            .build();

    @Inject
    RefusalsSeen() {}

    /** Those of {@code recipients} whose refusal was not seen before; from now on it was. */
    ImmutableLongArray unseen(SubmissionId id, Set<Long> recipients) {
        return ImmutableLongArray.copyOf(recipients.stream()
                .mapToLong(Long::longValue)
                .filter(recipient -> seen.asMap().putIfAbsent(new Refused(id, recipient), true) == null));
    }

    private record Refused(SubmissionId id, long recipient) {}
}
