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

/**
 * Shows the texts that reached most outsiders, of all accounts, without a word of them. All accounts are looked at for it,
 * but once for all who ask at about the same time.
 */
final class CampaignRoutes {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("most", "offset");
    private static final int DEFAULT_MOST = 100;
    /** What reached one person is no campaign. */
    private static final int FEWEST = 2;
    /** How many are known of at most; further down there is nothing that would interest anybody. */
    private static final int KEPT = 10_000;

    private final AccountBook book;
    private final Provider<Settings> settings;
    private final InstantSource clock;
    private final Snapshot<Widest> widest;

    CampaignRoutes(AccountBook book, Provider<Settings> settings, InstantSource clock) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.widest = new Snapshot<>(this::look, clock);
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/campaigns", this::widest);
    }

    private String widest(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        int offset = Parameters.offset(request);
        int most = Parameters.number(request, "most", DEFAULT_MOST);
        Widest all = widest.get();
        response.header(Json.TOTAL, Integer.toString(all.found()));
        return Json.of(
                all.lines().stream().skip(offset).limit(most).collect(ImmutableList.toImmutableList()), response);
    }

    private Widest look() {
        Search search = new Search(settings.get().policies(), clock.instant());
        try {
            book.walk(search::look);
        } catch (UncheckedIOException e) {
            throw Halt.unavailable("what all accounts send cannot be asked while Redis is away; see /healthcheck");
        }
        return search.result();
    }

    /**
     * The widest campaigns.
     *
     * @param found how many there are in all
     */
    private record Widest(int found, ImmutableList<Line> lines) {}

    /** Keeps the widest of the campaigns that it sees. */
    private static final class Search {
        private static final Comparator<Line> ORDER = Comparator.comparingLong(Line::externalRecipients)
                .reversed()
                .thenComparing(Line::account)
                .thenComparing(Line::since);

        private final PolicyBook policies;
        private final Instant now;
        private final MinMaxPriorityQueue<Line> lines =
                MinMaxPriorityQueue.orderedBy(ORDER).maximumSize(KEPT).create();
        private int found;

        Search(PolicyBook policies, Instant now) {
            this.policies = policies;
            this.now = now;
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

        Widest result() {
            return new Widest(found, ImmutableList.sortedCopyOf(ORDER, lines));
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
