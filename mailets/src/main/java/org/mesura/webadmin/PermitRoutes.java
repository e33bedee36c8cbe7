/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.inject.Provider;

import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.utils.Responses;
import org.mesura.config.Settings;
import org.mesura.mailet.PermitNotices;
import org.mesura.mailet.Releases;
import org.mesura.policy.Permit;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Presets;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Accounts;
import org.mesura.review.Permits;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Grants permits beside those of {@code mesura.xml}, takes them back, and shows both. */
final class PermitRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(PermitRoutes.class);
    private static final String PERMITS = Directory.ACCOUNT + "/permits";
    private static final String PERMIT = PERMITS + "/:id";
    private static final int ID = 4;
    private static final String REASON = "reason";
    // as in mesura.xml
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("account", "holds");
    // that of a permit of the file that names no tier
    private static final int TIER = Presets.byName().get("communications").recipientsPerMessage();
    // they are kept and sent with the account each time it changes
    private static final int MOST = 100;
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    private final AccountBook book;
    private final Directory directory;
    private final Provider<Settings> settings;
    private final PermitNotices notices;
    private final Releases releases;
    private final InstantSource clock;

    PermitRoutes(
            AccountBook book,
            Directory directory,
            Provider<Settings> settings,
            PermitNotices notices,
            Releases releases,
            InstantSource clock) {
        this.book = book;
        this.directory = directory;
        this.settings = settings;
        this.notices = notices;
        this.releases = releases;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/permits", this::all);
        service.get(PERMITS, this::ofAccount);
        service.put(PERMIT, this::grant);
        service.delete(PERMIT, this::revoke);
    }

    private String grant(Request request, Response response) {
        Sender sender = directory.known(request);
        Permits known = permitsOf(sender);
        String id = id(request);
        if (isInFile(sender, id)) {
            throw Halt.conflict("permit '" + id + "' of '" + sender + "' stands in mesura.xml: change it there");
        }
        Instant now = clock.instant();
        Permit permit = permit(id, sender, Optional.ofNullable(known.granted().get(id)), request, now);
        if (known.granted().size() >= MOST && !known.granted().containsKey(id)) {
            throw Halt.conflict("'" + sender + "' has " + MOST + " permits already: take one back first");
        }
        book.change(sender, Accounts.grant(permit), now);
        LOGGER.info(
                "account {} has permit {} for {} external recipients until {}",
                sender,
                id,
                permit.externalRecipients(),
                permit.until());
        notices.granted(sender, now);
        // what waits may go on it
        releases.look(sender);
        return Responses.returnNoContent(response);
    }

    /** What the body grants; it begins when {@code before} did, if nothing is said, so that it may be sent twice. */
    private static Permit permit(String id, Sender sender, Optional<Permit> before, Request request, Instant now) {
        JsonBody body = JsonBody.of(request, "from", "until", "externalRecipients", REASON, "grantor");
        Instant from = body.instant("from").or(() -> before.map(Permit::from)).orElse(now);
        Instant until = body.instant("until").orElseThrow(() -> Halt.invalid("body: 'until' must be there"));
        long external = body.number("externalRecipients")
                .orElseThrow(() -> Halt.invalid("body: 'externalRecipients' must be there"));
        if (from.isBefore(Instant.EPOCH) || !until.isAfter(now) || until.isAfter(now.plus(FURTHEST))) {
            throw Halt.invalid("body: 'from' must be after 1970, 'until' in the coming " + FURTHEST.toDays()
                    + " days, got '" + from + "' and '" + until + "'");
        }
        Optional<String> reason = JournalRoutes.reasonIn(body, request);
        Optional<String> login = Optional.ofNullable(request.attribute(AuthenticationFilter.LOGIN));
        String grantor = body.line("grantor").or(() -> login).orElse("");
        try {
            return new Permit(id, sender, from, until, external, TIER, reason.orElse(""), grantor);
        } catch (IllegalArgumentException broken) {
            throw Halt.invalid("body: " + broken.getMessage());
        }
    }

    private String revoke(Request request, Response response) {
        Sender sender = directory.known(request);
        String id = id(request);
        JournalRoutes.reasonIn(JsonBody.of(request, REASON), request);
        Permits known = permitsOf(sender);
        if (isInFile(sender, id) && !known.granted().containsKey(id)) {
            throw Halt.conflict("permit '" + id + "' of '" + sender + "' stands in mesura.xml: delete it there");
        }
        if (book.change(sender, Accounts.revoke(id), clock.instant())) {
            LOGGER.info("account {} no longer has permit {}: an administrator took it back", sender, id);
        }
        return Responses.returnNoContent(response);
    }

    private String ofAccount(Request request, Response response) throws JsonProcessingException {
        return Json.of(lines(directory.known(request)).collect(ImmutableList.toImmutableList()), response);
    }

    private String all(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        Optional<Boolean> holds = Parameters.text(request, "holds").map(PermitRoutes::truth);
        Set<Sender> senders = directory.asked(request).map(Set::of).orElseGet(this::holders);
        return Json.of(
                senders.stream()
                        .flatMap(this::lines)
                        .filter(line -> holds.filter(
                                        asked -> asked != line.permit().holds())
                                .isEmpty())
                        .sorted(Comparator.comparing(
                                        (Line line) -> line.permit().until())
                                .thenComparing(Line::account)
                                .thenComparing(line -> line.permit().id()))
                        .collect(ImmutableList.toImmutableList()),
                response);
    }

    private Set<Sender> holders() {
        Set<Sender> holders = new LinkedHashSet<>();
        policies().permits().forEach(permit -> holders.add(permit.account()));
        try {
            book.walk((sender, state) -> {
                if (!state.permits().granted().isEmpty()) {
                    holders.add(sender);
                }
            });
        } catch (UncheckedIOException e) {
            throw Halt.unavailable("whose permits there are cannot be asked while Redis is away; see /healthcheck");
        }
        return holders;
    }

    private Stream<Line> lines(Sender sender) {
        Permits permits = permitsOf(sender);
        Instant now = clock.instant();
        return permits.all(policies().termsOf(sender).permits())
                .map(use -> new Line(
                        sender.account(),
                        permits.granted().containsKey(use.permit().id()) ? "administrator" : "file",
                        StandingPage.Granted.of(use, now)));
    }

    private Permits permitsOf(Sender sender) {
        return book.find(sender).map(AccountState::permits).orElse(Permits.NONE);
    }

    private boolean isInFile(Sender sender, String id) {
        return policies().termsOf(sender).permits().stream()
                .anyMatch(permit -> permit.id().equals(id));
    }

    private PolicyBook policies() {
        return settings.get().policies();
    }

    private static String id(Request request) {
        String id = Directory.segment(request, ID);
        if (!NAME.matcher(id).matches()) {
            throw Halt.invalid("path '" + PERMIT + "': an id must be at most 64 letters, digits, '.', '_' and '-', "
                    + "the first a letter or digit, got " + Halt.quote(id));
        }
        return id;
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw Halt.invalid("query parameter 'holds' must be true or false, got " + Halt.quote(text));
        }
        return text.equals("true");
    }

    /** A permit, whose it is and where it stands. */
    record Line(
            String account, String source, @JsonUnwrapped StandingPage.Granted permit) {}
}
