/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.mesura.bulk.ChainLetter;
import org.mesura.bulk.Evidence;
import org.mesura.review.Event;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * What there is to tell the administrator. One is told once per topic and quiet period, so an account that goes on and on
 * makes one letter a day; a suspension is a topic of its own. What is about Mesura itself is told once per incident.
 */
public sealed interface Alert {
    /** Stands for the institution as a whole among accounts. */
    Sender INSTITUTION = new Sender("institution");

    /** What happened, as an identifier, which also names its templates: {@code admin-over-attempted}. */
    String id();

    /** Of what it is, among alerts about the same account; equal topics are the same thing told again. */
    String topic();

    /** Whom it is about; for the institution's own affairs {@link #INSTITUTION}. */
    Sender about();

    /** When it is told. */
    Instant now();

    /**
     * An event of a review, or of a refusal by the world.
     *
     * @param event what came of it
     * @param sender the account that gave occasion
     * @param policy the name of its policy
     * @param observed whether the event is only observed: nothing was stopped
     * @param now when it is told
     */
    record OfEvent(Event event, Sender sender, String policy, boolean observed, Instant now) implements Alert {
        @Override
        public String id() {
            return event.id();
        }

        @Override
        public String topic() {
            return id() + occurrence() + (observed ? "/observed" : "");
        }

        @Override
        public Sender about() {
            return event instanceof Event.CapNearlyUsed ? INSTITUTION : sender;
        }

        private String occurrence() {
            if (event instanceof Event.CapNearlyUsed cap) {
                return "/" + cap.cap().name();
            }
            // a store may keep instants less finely than the clock gives them
            return event instanceof Event.Suspended suspended
                    ? "/" + suspended.suspension().since().truncatedTo(ChronoUnit.SECONDS)
                    : "";
        }
    }

    /**
     * Other servers refuse the institution's mail for policy, spam or block lists.
     *
     * @param lines for each server what it is called, how often and with which words it refused; untrusted text
     * @param now when it is told
     */
    record OfRemoteRefusals(ImmutableList<String> lines, Instant now) implements Alert {
        @Override
        public String id() {
            return "remote-refusals";
        }

        @Override
        public String topic() {
            return id();
        }

        @Override
        public Sender about() {
            return INSTITUTION;
        }
    }

    /**
     * One text goes out from many accounts. Each text is a topic of its own.
     *
     * @param letter which accounts, and how far it went
     * @param now when it is told
     */
    record OfChainLetter(ChainLetter letter, Instant now) implements Alert {
        static final String ID = "chain-letter";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public String topic() {
            return id() + "/" + letter.id();
        }

        @Override
        public Sender about() {
            return INSTITUTION;
        }
    }

    /**
     * Mail of an account waits for a person's decision. One is told of an account, however many there are.
     *
     * @param sender the account
     * @param policy the name of its policy
     * @param messages how many of its messages wait so
     * @param since when the first of them was taken in
     * @param until when that one goes back if nobody has decided
     * @param campaign what makes it a mass mailing, if it is held for that
     * @param now when it is told
     */
    record OfHeld(
            Sender sender,
            String policy,
            long messages,
            Instant since,
            Instant until,
            Optional<Evidence> campaign,
            Instant now)
            implements Alert {
        @Override
        public String id() {
            return "held";
        }

        @Override
        public String topic() {
            return id();
        }

        @Override
        public Sender about() {
            return sender;
        }
    }

    /**
     * Something about Mesura itself. Whoever finds it says once per incident, and asks nobody: it may be the very store that
     * would have to be asked.
     *
     * @param news what it is
     * @param since since when
     * @param now when it is told
     */
    record OfServer(ServerNews news, Instant since, Instant now) implements Alert {
        @Override
        public String id() {
            return news.id();
        }

        @Override
        public String topic() {
            return id();
        }

        @Override
        public Sender about() {
            return INSTITUTION;
        }
    }
}
