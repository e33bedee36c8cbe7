/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.InstantSource;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.james.user.api.UsersRepository;
import org.apache.james.webadmin.Routes;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.config.SettingsInForce;
import org.mesura.health.Condition;
import org.mesura.hold.HoldingArea;
import org.mesura.journal.Acts;
import org.mesura.journal.Decisions;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.mailet.AccountNames;
import org.mesura.mailet.Announcements;
import org.mesura.mailet.PermitNotices;
import org.mesura.mailet.Releases;
import org.mesura.mailet.VerdictsLately;
import org.mesura.notice.NoticeLog;
import org.mesura.review.AccountBook;
import org.mesura.store.StoreHealth;

import spark.Service;

/**
 * The administration API, under James's own authentication; {@code mailets/docs/administration.md} shows each route
 * with its reply.
 *
 * <pre>{@code
 * extensions.routes=org.mesura.webadmin.MesuraRoutes
 * }</pre>
 */
public final class MesuraRoutes implements Routes {
    static final String BASE = "/mesura";

    private final AccountRoutes accounts;
    private final ActRoutes acts;
    private final HeldRoutes held;
    private final HeldOfAccountRoutes heldOfAccount;
    private final PolicyRoutes policy;
    private final StateRoutes state;
    private final PermitRoutes permits;
    private final JournalRoutes journal;
    private final ExplainRoutes explain;
    private final CampaignRoutes campaigns;
    private final DescriptionRoutes description = new DescriptionRoutes();
    private final DecisionRoutes decisions;
    private final OverviewRoutes overview;

    @Inject
    MesuraRoutes(
            AccountBook book,
            NoticeLog notices,
            HoldingArea area,
            UsersRepository users,
            AccountNames names,
            SettingsInForce inForce,
            Provider<Settings> settings,
            Announcements announcements,
            Provider<MailetContext> context,
            Releases releases,
            Acts done,
            Decisions judged,
            SubmissionLog submissions,
            VerdictsLately verdicts,
            Provider<Condition> condition,
            Provider<StoreHealth> health,
            InstantSource clock,
            PermitNotices told) {
        Directory directory = new Directory(book, users, names);
        this.accounts = new AccountRoutes(book, area, directory, settings, clock);
        this.acts = new ActRoutes(
                book, notices, area, directory, settings, announcements, context, releases, judged, submissions, clock);
        this.held = new HeldRoutes(area, releases, directory);
        this.heldOfAccount = new HeldOfAccountRoutes(area, releases, directory);
        this.policy = new PolicyRoutes(book, inForce, settings, clock);
        this.state = new StateRoutes(book, area, judged, directory, settings, clock);
        this.permits = new PermitRoutes(book, directory, settings, told, releases, clock);
        this.journal = new JournalRoutes(done, directory, clock);
        this.explain = new ExplainRoutes(book, directory, settings, clock);
        this.campaigns = new CampaignRoutes(book, settings, clock);
        this.decisions = new DecisionRoutes(judged, directory, clock);
        this.overview = new OverviewRoutes(
                new Overview(
                        book,
                        area,
                        inForce,
                        verdicts,
                        condition::get,
                        health::get,
                        settings.get().store(),
                        clock),
                clock);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.before(BASE + "/*", Legible::check);
        accounts.define(service);
        acts.define(service);
        held.define(service);
        heldOfAccount.define(service);
        policy.define(service);
        state.define(service);
        permits.define(service);
        journal.define(service);
        explain.define(service);
        campaigns.define(service);
        description.define(service);
        decisions.define(service);
        overview.define(service);
    }
}
