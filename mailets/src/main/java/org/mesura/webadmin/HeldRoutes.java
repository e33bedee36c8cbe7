/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.util.Optional;

import org.apache.james.webadmin.utils.Responses;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.Outcome;
import org.mesura.mailet.Releases;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows mail that is kept back, and lets an administrator decide on it. */
final class HeldRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldRoutes.class);
    private static final String ALL = MesuraRoutes.BASE + "/held";
    private static final String ONE = ALL + "/:id";
    private static final String LIMIT = "limit";
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("account", LIMIT);
    private static final int DEFAULT_LIMIT = 100;
    private static final String REASON = "reason";
    private static final int LONGEST_REASON = 500;

    private final HoldingArea area;
    private final Releases releases;
    private final Directory directory;

    HeldRoutes(HoldingArea area, Releases releases, Directory directory) {
        this.area = area;
        this.releases = releases;
        this.directory = directory;
    }

    void define(Service service) {
        service.get(ALL, this::all);
        service.get(ONE, this::one);
        service.post(ONE + "/release", this::release);
        service.post(ONE + "/reject", this::reject);
    }

    private String all(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        int most = Parameters.number(request, LIMIT, DEFAULT_LIMIT);
        Optional<Sender> sender = directory.asked(request);
        return Json.of(sender.map(one -> page(one, most)).orElseGet(() -> page(most)), response);
    }

    private HeldPage page(int most) {
        return HeldPage.of(area.total(), area.page(Optional.empty(), most));
    }

    private HeldPage page(Sender sender, int most) {
        ImmutableList<HeldMail> mails = area.of(sender);
        return HeldPage.of(area.total(sender), mails.subList(0, Math.min(most, mails.size())));
    }

    private String one(Request request, Response response) throws JsonProcessingException {
        return Json.of(HeldPage.Held.of(held(request)), response);
    }

    private String release(Request request, Response response) {
        HeldMail mail = held(request);
        checkDone(mail.id(), releases.release(mail.id()));
        LOGGER.info("an administrator lets submission {} of {} go", mail.id(), mail.sender());
        return Responses.returnNoContent(response);
    }

    private String reject(Request request, Response response) {
        HeldMail mail = held(request);
        Optional<String> reason = JsonBody.of(request, REASON).text(REASON).map(HeldRoutes::checked);
        reason.ifPresent(text -> request.attribute(JournalRoutes.REASON, text));
        checkDone(mail.id(), releases.reject(mail.id(), reason));
        LOGGER.info("an administrator sends submission {} back to {}", mail.id(), mail.sender());
        return Responses.returnNoContent(response);
    }

    private static String checked(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Halt.invalid("body: '" + REASON + "' must have from 1 to " + LONGEST_REASON + " characters, got "
                    + (reason.isBlank() ? "none" : reason.length()));
        }
        return reason.strip();
    }

    private HeldMail held(Request request) {
        String name = Directory.segment(request);
        if (name.isBlank()) {
            throw Halt.invalid("path '" + ONE + "': a submission's id must not be blank");
        }
        SubmissionId id = new SubmissionId(name);
        HeldMail mail = area.find(id).orElseThrow(() -> gone(id));
        request.attribute(JournalRoutes.SUBJECT, mail.sender());
        return mail;
    }

    private static void checkDone(SubmissionId id, Outcome outcome) {
        if (outcome instanceof Outcome.Gone) {
            throw Halt.notFound("no mail of submission " + Halt.quote(id.value())
                    + " is kept back any more: it left or went back meanwhile");
        }
        if (outcome instanceof Outcome.Busy) {
            throw Halt.conflict(
                    "the mail of submission " + Halt.quote(id.value()) + " is being looked after, try again");
        }
    }

    private static RuntimeException gone(SubmissionId id) {
        return Halt.notFound("no mail of submission " + Halt.quote(id.value()) + " is kept back");
    }
}
