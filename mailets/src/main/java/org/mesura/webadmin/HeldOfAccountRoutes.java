/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.mailet.Outcome;
import org.mesura.mailet.Releases;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;

import spark.Request;
import spark.Response;
import spark.Service;

/** Lets an administrator decide on all mail of one account that is kept back; what becomes of one does not stop the others. */
final class HeldOfAccountRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldOfAccountRoutes.class);
    private static final String HELD = Directory.ACCOUNT + "/held";
    private static final String REASON = "reason";

    private final HoldingArea area;
    private final Releases releases;
    private final Directory directory;

    HeldOfAccountRoutes(HoldingArea area, Releases releases, Directory directory) {
        this.area = area;
        this.releases = releases;
        this.directory = directory;
    }

    void define(Service service) {
        service.post(HELD + "/release", this::release);
        service.post(HELD + "/reject", this::reject);
    }

    private String release(Request request, Response response) throws JsonProcessingException {
        Sender sender = holder(request);
        JournalRoutes.reasonIn(JsonBody.of(request, REASON), request);
        // what waits for its turn leaves by itself, and would push itself before the others
        Tally tally = each(
                area.of(sender).stream().filter(mail -> !(mail.waits() instanceof Waits.ForTurn)),
                mail -> releases.release(mail.id()));
        LOGGER.info("an administrator lets {} held submissions of {} go, {} are busy", tally.done, sender, tally.busy);
        return Json.of(new Released(tally.done, tally.busy), response);
    }

    private String reject(Request request, Response response) throws JsonProcessingException {
        Sender sender = holder(request);
        Optional<String> reason = JournalRoutes.reasonIn(JsonBody.of(request, REASON), request);
        Tally tally = each(area.of(sender).stream(), mail -> releases.reject(mail.id(), reason));
        LOGGER.info(
                "an administrator sends {} held submissions back to {}, {} are busy", tally.done, sender, tally.busy);
        return Json.of(new Rejected(tally.done, tally.busy), response);
    }

    /** The account in the path; one that is known to nobody any more may still have mail. */
    private Sender holder(Request request) {
        Sender sender = directory.named(request);
        return area.total(sender).messages() > 0 ? sender : directory.known(request);
    }

    private static Tally each(Stream<HeldMail> mails, Function<HeldMail, Outcome> act) {
        Tally tally = new Tally();
        mails.forEach(mail -> tally.add(outcome(mail, act)));
        return tally;
    }

    private static Outcome outcome(HeldMail mail, Function<HeldMail, Outcome> act) {
        try {
            return act.apply(mail);
        } catch (IllegalStateException fault) {
            LOGGER.warn("{}; it stays and can be tried again", fault.getMessage(), fault.getCause());
            return new Outcome.Busy();
        }
    }

    /** What came of all; what left meanwhile counts in neither. */
    private static final class Tally {
        private long done;
        private long busy;

        private void add(Outcome outcome) {
            done += outcome instanceof Outcome.Done ? 1 : 0;
            busy += outcome instanceof Outcome.Busy ? 1 : 0;
        }
    }

    /** How many may go, and of how many nothing could be done at this moment. */
    record Released(long released, long busy) {}

    /** How many went back, and of how many nothing could be done at this moment. */
    record Rejected(long rejected, long busy) {}
}
