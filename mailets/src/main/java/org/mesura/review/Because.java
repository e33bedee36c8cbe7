/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Terms;
import org.mesura.usage.CapRecord;
import org.mesura.usage.Charge;

import com.google.common.collect.ImmutableList;

/**
 * Says what bears upon a decision, a sentence for each point, for an administrator whom a sender asks.
 *
 * @param state the account's state at {@code now}
 * @param caps what is used of the caps
 * @param request what was asked
 * @param decision the answer
 * @param now the instant of the review
 */
record Because(AccountState state, CapLedger caps, Request request, Decision decision, Instant now) {
    ImmutableList<String> sentences() {
        Terms terms = request.terms();
        Stream<String> always = Stream.of(policy(), observed()).flatMap(Optional::stream);
        Stream<String> rest = terms.exempt()
                ? Stream.of("The account is exempt: what it sends is counted and never limited.")
                : Stream.of(standing(), permits(), size(), limits(), ofCaps(), outcome(), text())
                        .flatMap(some -> some);
        return Stream.concat(always, rest).collect(ImmutableList.toImmutableList());
    }

    private Optional<String> policy() {
        String source = request.terms().source();
        String why =
                switch (source) {
                    case "default" -> "it is the default";
                    case "account" -> "the account itself is assigned to it";
                    case "network" -> "hosts of authorised networks are assigned to it";
                    default -> source + " is assigned to it";
                };
        return Optional.of("Policy '" + itsPolicy().name() + "' holds: " + why + ".");
    }

    private Optional<String> observed() {
        return request.terms().isObserved()
                ? Optional.of("The mode is observe: whatever the verdict, the message is let pass.")
                : Optional.empty();
    }

    private Stream<String> standing() {
        return state.standing().suspensionAt(now).stream()
                .map(suspension -> "The account is suspended since " + suspension.since()
                        + suspension.until().map(until -> " until " + until).orElse(" until that is lifted") + " ("
                        + suspension.cause().id() + "): nothing goes to outsiders"
                        + (outside() == 0 ? ", and the message goes to none." : "."));
    }

    private Stream<String> permits() {
        return state.permits().holdingAt(now, request.terms().permits()).stream()
                .map(use -> "Permit '" + use.permit().id() + "' holds until "
                        + use.permit().until() + ", " + use.remaining() + " of its "
                        + use.permit().externalRecipients() + " external recipients are left"
                        + (goesOn(use) ? ": the message goes on it." : "."));
    }

    private boolean goesOn(Permits.Use use) {
        return decision.permit()
                .filter(used -> used.permit().equals(use.permit().id()))
                .isPresent();
    }

    private Stream<String> size() {
        int asked = request.submission().recipients().total();
        int most = itsPolicy().recipientsPerMessage();
        return asked <= most
                ? Stream.empty()
                : Stream.of("The message has " + asked + " recipients, and one may have " + most + ".");
    }

    private Stream<String> limits() {
        long[] used = state.ledger().used(itsPolicy().limits(), now);
        return Stream.iterate(0, index -> index < used.length, index -> index + 1)
                .flatMap(index -> limit(itsPolicy().limits().get(index), used[index]).stream());
    }

    private Optional<String> limit(Limit limit, long used) {
        Charge charge = Charge.of(request.submission());
        long asked = charge.of(limit.measure());
        if (asked > limit.quantity()) {
            return Optional.of(never(limit.name(), limit.quantity(), asked));
        }
        if (state.ledger().fits(limit, used, charge, now)) {
            return Optional.empty();
        }
        Instant freeAt = state.ledger().freeAt(limit, asked, now);
        boolean promised = used + asked <= limit.quantity();
        return Optional.of(over(limit.name(), used, limit.quantity(), asked, freeAt)
                + (promised ? " What is left is promised to messages that wait." : ""));
    }

    private Stream<String> ofCaps() {
        return request.terms().caps().stream().filter(cap -> outside() > 0).flatMap(cap -> cap(cap).stream());
    }

    private Optional<String> cap(Cap cap) {
        Limit limit = cap.limit();
        CapRecord record = caps.of(cap);
        long used = record.used(limit.window(), now);
        String name = "The cap of the " + cap.name();
        if (outside() > limit.quantity()) {
            return Optional.of(never(name, limit.quantity(), outside()));
        }
        return used + outside() <= limit.quantity()
                ? Optional.empty()
                : Optional.of(over(
                        name,
                        used,
                        limit.quantity(),
                        outside(),
                        record.freeAt(outside(), limit.quantity(), limit.window(), now)));
    }

    private static String never(String limit, long quantity, long asked) {
        return limit + ": it never gives more than " + quantity + ", and the message asks for " + asked + ".";
    }

    private static String over(String limit, long used, long quantity, long asked, Instant freeAt) {
        return limit + ": " + used + " of " + quantity + " are used and the message asks for " + asked + "; it fits at "
                + freeAt + " if nothing else is sent.";
    }

    private Stream<String> outcome() {
        if (decision instanceof Decision.Defer turn) {
            return Stream.of("The policy defers: the message would leave at " + turn.at() + behind() + ".");
        }
        if (decision instanceof Decision.Hold hold) {
            return Stream.of("The policy holds it for a person's decision, until " + hold.until() + ".");
        }
        if (!(decision instanceof Decision.Refuse)) {
            return Stream.of(decision.permit().isPresent() ? "It goes." : "It fits every limit.");
        }
        boolean fitsLater = decision.why().filter(Reason::endsByItself).isPresent();
        return fitsLater ? Stream.of(refused()) : Stream.empty();
    }

    private String behind() {
        int turns = state.ledger().turns();
        if (turns == 0) {
            return "";
        }
        return turns == 1 ? ", behind 1 message that waits" : ", behind " + turns + " messages that wait";
    }

    private String refused() {
        return itsPolicy().overLimit() == OverLimit.DEFER
                ? "The policy defers for " + Limit.spell(itsPolicy().deferral().maxDelay())
                        + " at most, and the message's turn would come later or may not be reserved: it goes back."
                : "The policy sends back what is over a limit.";
    }

    private Stream<String> text() {
        return itsPolicy().bulk().stream().filter(rule -> outside() > 0).map(Because::unasked);
    }

    private static String unasked(BulkRule rule) {
        return "The bulk rule judges the text, which is not known here: once " + rule.advise()
                + " outsiders have got the same within " + Limit.spell(rule.window())
                + " the sender is told, beyond " + rule.stop() + " it does not simply go.";
    }

    private Policy itsPolicy() {
        return request.terms().policy();
    }

    private int outside() {
        return request.submission().recipients().outside();
    }
}
