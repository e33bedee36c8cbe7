/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;

import javax.inject.Provider;

import org.mesura.config.Settings;
import org.mesura.hold.HoldingArea;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows accounts: one, or those that have something in common. */
final class AccountRoutes {
    private final AccountBook book;
    private final HoldingArea area;
    private final Directory directory;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    AccountRoutes(
            AccountBook book, HoldingArea area, Directory directory, Provider<Settings> settings, InstantSource clock) {
        this.book = book;
        this.area = area;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(Directory.ACCOUNTS, this::list);
        service.get(Directory.ACCOUNT, this::account);
        service.get(Directory.ACCOUNT + "/timeline", this::timeline);
    }

    private String account(Request request, Response response) throws JsonProcessingException {
        Sender sender = directory.known(request);
        Instant now = clock.instant();
        Terms terms = policies().termsOf(sender);
        AccountState state = book.find(sender).orElse(AccountState.NEW).at(now, terms.keep());
        return Json.of(AccountPage.of(sender, terms, state, area.total(sender), now), response);
    }

    private String timeline(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, ImmutableSet.of());
        Sender sender = directory.known(request);
        Instant now = clock.instant();
        AccountState state = book.find(sender)
                .orElse(AccountState.NEW)
                .at(now, policies().termsOf(sender).keep());
        return Json.of(TimelinePage.of(state, now), response);
    }

    private String list(Request request, Response response) throws JsonProcessingException {
        PolicyBook policies = policies();
        Parameters asked = Parameters.of(request, policies.keep());
        AccountList.Page page = new AccountList(book, area, policies, asked, clock.instant()).page();
        response.header(Json.TOTAL, Integer.toString(page.total()));
        return Json.of(page.lines(), response);
    }

    private PolicyBook policies() {
        return settings.get().policies();
    }
}
