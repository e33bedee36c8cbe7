/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import javax.inject.Provider;

import org.mesura.config.Settings;
import org.mesura.hold.HoldingArea;
import org.mesura.journal.Decisions;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.store.portable.AccountJson;
import org.mesura.store.portable.StateExport;
import org.mesura.store.portable.StateImport;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;

import spark.Request;
import spark.Response;
import spark.Service;

/** All that is kept, to be taken elsewhere: of every account, or of one. Bodies of any length pass through without being kept. */
final class StateRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateRoutes.class);
    private static final String NDJSON = "application/x-ndjson";
    private static final String STATE = MesuraRoutes.BASE + "/state";

    private final AccountBook book;
    private final HoldingArea area;
    private final Decisions decisions;
    private final Directory directory;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    StateRoutes(
            AccountBook book,
            HoldingArea area,
            Decisions decisions,
            Directory directory,
            Provider<Settings> settings,
            InstantSource clock) {
        this.book = book;
        this.area = area;
        this.decisions = decisions;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(STATE, this::write);
        service.post(STATE, this::read);
        service.get(Directory.ACCOUNT + "/data", this::account);
    }

    private String write(Request request, Response response) throws IOException {
        response.type(NDJSON);
        new StateExport(book)
                .write(
                        response.raw().getOutputStream(),
                        settings.get().policies().caps(),
                        clock.instant());
        return "";
    }

    private String read(Request request, Response response) throws IOException {
        RequestBody.checkType(request, NDJSON);
        Instant now = clock.instant();
        try {
            StateImport.Result result = new StateImport(book).read(RequestBody.stream(request), now);
            LOGGER.info("an administrator brought {} accounts and {} caps in", result.accounts(), result.caps());
            return Json.of(result, response);
        } catch (IllegalArgumentException e) {
            throw Halt.invalid("body: " + e.getMessage());
        }
    }

    private String account(Request request, Response response) throws JsonProcessingException {
        Sender sender = directory.known(request);
        AccountState state = book.find(sender).orElse(AccountState.NEW);
        return Json.of(
                new Kept(
                        AccountJson.of(sender, state),
                        area.of(sender).stream().map(HeldPage.Held::of).collect(ImmutableList.toImmutableList()),
                        DecisionRoutes.lines(decisions.latest(
                                Optional.of(sender),
                                Optional.empty(),
                                Instant.MIN,
                                Integer.MAX_VALUE,
                                clock.instant()))),
                response);
    }

    /**
     * What is kept of one account.
     *
     * @param state as in the state of all
     * @param held the facts of its mail that is kept back
     * @param decisions its messages that were not plainly accepted, newest first
     */
    record Kept(
            @JsonRawValue String state,
            ImmutableList<HeldPage.Held> held,
            ImmutableList<DecisionRoutes.Line> decisions) {}
}
