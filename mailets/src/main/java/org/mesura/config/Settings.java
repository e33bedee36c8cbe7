/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Optional;

import org.mesura.hold.HoldingLimits;
import org.mesura.journal.submissions.JournalRule;
import org.mesura.notice.Institution;
import org.mesura.notice.Languages;
import org.mesura.notice.NoticeRules;
import org.mesura.policy.ChainLetterRule;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.RemoteRefusals;

import com.google.common.collect.ImmutableSet;

/**
 * All that {@code conf/mesura.xml} says.
 *
 * @param policies who may send what
 * @param institution for whom notices speak
 * @param languages who is written to in which language
 * @param notices how often senders are written to
 * @param deferredAfter how long after a run of deferrals began its sender is told of it, if it is not over by then
 * @param held how much mail may be kept back at once
 * @param internalDomains domains that are internal besides James's own
 * @param networks authorised networks, whose hosts are accounts of their own
 * @param alwaysOpen addresses, lower case, to which a message is never stopped: help desk, security
 * @param exemptRecipients addresses, lower case, that do not count as recipients, whoever writes to them
 * @param remoteRefusals what follows when the world refuses an account's mail
 * @param chainLetters when one text from many accounts is told; empty if never
 * @param submissions when submissions are written down, and how much of that is kept
 * @param store where counts are kept; read when James starts, a change waits for the next start
 * @param redis the Redis that keeps them, if one does
 */
public record Settings(
        PolicyBook policies,
        Institution institution,
        Languages languages,
        NoticeRules notices,
        Duration deferredAfter,
        HoldingLimits held,
        InternalDomains internalDomains,
        Networks networks,
        ImmutableSet<String> alwaysOpen,
        ImmutableSet<String> exemptRecipients,
        RemoteRefusals remoteRefusals,
        Optional<ChainLetterRule> chainLetters,
        JournalRule submissions,
        StoreKind store,
        Optional<RedisSettings> redis) {}
