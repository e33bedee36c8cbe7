/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import javax.inject.Provider;

import org.apache.james.webadmin.utils.Responses;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.config.TimeText;
import org.mesura.hold.HoldingArea;
import org.mesura.journal.Decisions;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.mailet.Announcements;
import org.mesura.mailet.Releases;
import org.mesura.notice.Alert;
import org.mesura.notice.NoticeLog;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Event;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spark.Request;
import spark.Response;
import spark.Service;

/** What an administrator does to an account: suspends it, lifts that, lets its usage begin anew, renames it, forgets it. */
final class ActRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(ActRoutes.class);
    private static final String SUSPENSION = Directory.ACCOUNT + "/suspension";
    private static final String USAGE = Directory.ACCOUNT + "/usage";
    private static final String REASON = "reason";
    private static final String FOR = "for";
    private static final String TO = "to";

    private final AccountBook book;
    private final NoticeLog notices;
    private final HoldingArea area;
    private final Directory directory;
    private final Provider<Settings> settings;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    private final Releases releases;
    private final Decisions decisions;
    private final SubmissionLog submissions;
    private final InstantSource clock;

    ActRoutes(
            AccountBook book,
            NoticeLog notices,
            HoldingArea area,
            Directory directory,
            Provider<Settings> settings,
            Announcements announcements,
            Provider<MailetContext> context,
            Releases releases,
            Decisions decisions,
            SubmissionLog submissions,
            InstantSource clock) {
        this.book = book;
        this.notices = notices;
        this.area = area;
        this.directory = directory;
        this.settings = settings;
        this.announcements = announcements;
        this.context = context;
        this.releases = releases;
        this.decisions = decisions;
        this.submissions = submissions;
        this.clock = clock;
    }

    void define(Service service) {
        service.put(SUSPENSION, this::suspend);
        service.delete(SUSPENSION, this::lift);
        service.delete(USAGE, this::beginAnew);
        service.post(Directory.ACCOUNT + "/rename", this::rename);
        service.delete(Directory.ACCOUNT, this::forget);
    }

    private String suspend(Request request, Response response) {
        Sender sender = directory.known(request);
        JsonBody body = JsonBody.of(request, FOR, REASON);
        Optional<Duration> length = body.text(FOR).map(ActRoutes::length);
        JournalRoutes.reasonIn(body, request);
        Instant now = clock.instant();
        Suspension suspension = book.change(sender, Accounts.suspend(length, now), now);
        LOGGER.info(
                "account {} is suspended by an administrator until {}",
                sender,
                suspension.until().map(Instant::toString).orElse("it is lifted"));
        Terms terms = termsOf(sender);
        announcements.announce(
                new Alert.OfEvent(
                        new Event.Suspended(suspension), sender, terms.policy().name(), terms.isObserved(), now),
                context.get());
        return Responses.returnNoContent(response);
    }

    private static Duration length(String text) {
        try {
            return TimeText.parse(text);
        } catch (IllegalArgumentException broken) {
            throw Halt.invalid("body: '" + FOR + "' " + broken.getMessage() + ", got " + Halt.quote(text));
        }
    }

    private String lift(Request request, Response response) {
        Sender sender = directory.known(request);
        JournalRoutes.reasonIn(JsonBody.of(request, REASON), request);
        Instant now = clock.instant();
        book.change(sender, Accounts.lift(now), now).ifPresent(lifted -> {
            releases.look(sender);
            LOGGER.info(
                    "account {} is no longer suspended: an administrator lifted what began at {}",
                    sender,
                    lifted.since());
            Terms terms = termsOf(sender);
            if (!terms.isObserved()) {
                announcements.lifted(sender, terms.policy().name(), context.get(), now);
            }
        });
        return Responses.returnNoContent(response);
    }

    private String beginAnew(Request request, Response response) {
        Sender sender = directory.known(request);
        JournalRoutes.reasonIn(JsonBody.of(request, REASON), request);
        Instant now = clock.instant();
        if (book.change(sender, Accounts.beginAnew(termsOf(sender).keep(), now), now)) {
            LOGGER.info("what account {} sent no longer counts: an administrator let its usage begin anew", sender);
        }
        return Responses.returnNoContent(response);
    }

    private Terms termsOf(Sender sender) {
        return settings.get().policies().termsOf(sender);
    }

    private String rename(Request request, Response response) {
        Sender from = directory.known(request);
        Sender to = directory.sender(
                "query parameter '" + TO + "'",
                Optional.ofNullable(request.queryParams(TO)).orElse(""));
        if (to.equals(from)) {
            throw Halt.invalid("query parameter '" + TO + "' must be another account, got '" + to + "'");
        }
        book.rename(from, to, clock.instant());
        notices.rename(from, to);
        area.rename(from, to);
        decisions.rename(from, to);
        LOGGER.info("account {} is called {} from now on", from, to);
        return Responses.returnNoContent(response);
    }

    private String forget(Request request, Response response) {
        Sender sender = directory.named(request);
        book.forget(sender);
        notices.forget(sender);
        decisions.forget(sender);
        submissions.forget(sender);
        LOGGER.info("account {} is forgotten", sender);
        return Responses.returnNoContent(response);
    }
}
