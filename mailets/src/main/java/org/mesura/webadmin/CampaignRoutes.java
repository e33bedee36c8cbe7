/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;

import javax.inject.Provider;

import org.mesura.bulk.Evidence;
import org.mesura.bulk.Reach;
import org.mesura.config.Settings;
import org.mesura.policy.BulkRule;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.CampaignAction;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MinMaxPriorityQueue;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows the texts that reached most outsiders, of all accounts, without a word of them. */
final class CampaignRoutes {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("most", "offset");
    private static final int DEFAULT_MOST = 100;
    /** What reached one person is no campaign. */
    private static final int FEWEST = 2;

    private final AccountBook book;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    CampaignRoutes(AccountBook book, Provider<Settings> settings, InstantSource clock) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/campaigns", this::widest);
    }

    private String widest(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        int offset = Parameters.offset(request);
        Widest widest = new Widest(
                settings.get().policies(), clock.instant(), offset + Parameters.number(request, "most", DEFAULT_MOST));
        try {
            book.walk(widest::look);
        } catch (UncheckedIOException e) {
            throw Halt.unavailable("what all accounts send cannot be asked while Redis is away; see /healthcheck");
        }
        response.header(Json.TOTAL, Integer.toString(widest.found));
        return Json.of(widest.lines(offset), response);
    }

    /** Keeps of the campaigns it sees the widest, as many as are asked for. */
    private static final class Widest {
        private static final Comparator<Line> ORDER = Comparator.comparingLong(Line::externalRecipients)
                .reversed()
                .thenComparing(Line::account)
                .thenComparing(Line::since);

        private final PolicyBook policies;
        private final Instant now;
        private final MinMaxPriorityQueue<Line> lines;
        private int found;

        Widest(PolicyBook policies, Instant now, int most) {
            this.policies = policies;
            this.now = now;
            this.lines = MinMaxPriorityQueue.orderedBy(ORDER).maximumSize(most).create();
        }

        void look(Sender sender, AccountState state) {
            if (state.campaigns().all().isEmpty()) {
                return;
            }
            Terms terms = policies.termsOf(sender);
            Optional<BulkRule> rule = terms.policy().bulk();
            rule.ifPresent(bulk -> state.campaigns()
                    .reaches(FEWEST, bulk.window(), now)
                    .forEach(reach -> {
                        found++;
                        lines.add(Line.of(sender, reach, CampaignAction.of(reach, state, terms, now)));
                    }));
        }

        ImmutableList<Line> lines(int offset) {
            return lines.stream().sorted(ORDER).skip(offset).collect(ImmutableList.toImmutableList());
        }
    }

    /** A campaign. */
    record Line(String account, Instant since, long messages, long externalRecipients, String action) {
        static Line of(Sender sender, Reach reach, CampaignAction action) {
            Evidence evidence = reach.evidence();
            return new Line(
                    sender.account(), evidence.since(), evidence.messages(), evidence.recipients(), action.id());
        }
    }
}
