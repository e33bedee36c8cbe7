/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.eclipse.jetty.http.HttpStatus;
import org.mesura.journal.Act;
import org.mesura.journal.Acts;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Records what administrators do over all our routes, and shows it. */
final class JournalRoutes {
    /** Attribute of a request, a text: why the administrator does it. A route sets it. */
    static final String REASON = "mesura.reason";
    /** Attribute of a request, a {@link Sender}: whom it is about. {@link Directory} sets it. */
    static final String SUBJECT = "mesura.account";

    private static final String NO_ACT = "mesura.no-act";
    private static final ImmutableSet<String> METHODS = ImmutableSet.of("PUT", "POST", "DELETE");
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("account", "since", "most");
    private static final int DEFAULT_MOST = 100;
    private static final int FIRST_THAT_IS_NO_SUCCESS = 300;

    private final Acts acts;
    private final Directory directory;
    private final InstantSource clock;

    JournalRoutes(Acts acts, Directory directory, InstantSource clock) {
        this.acts = acts;
        this.directory = directory;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/acts", this::acts);
        // not reached by a request that was halted
        service.after(MesuraRoutes.BASE + "/*", this::record);
    }

    /** What {@code body} gives for {@code reason}, if anything; it will stand in the record of the act. */
    static Optional<String> reasonIn(JsonBody body, Request request) {
        Optional<String> reason = body.line("reason");
        reason.ifPresent(text -> request.attribute(REASON, text));
        return reason;
    }

    /** Says that {@code request} changes nothing, whatever its method. */
    static void isNoAct(Request request) {
        request.attribute(NO_ACT, true);
    }

    private void record(Request request, Response response) {
        boolean isAct = METHODS.contains(request.requestMethod()) && request.attribute(NO_ACT) == null;
        if (isAct && isDone(response)) {
            acts.add(new Act(
                    clock.instant(),
                    attribute(request, AuthenticationFilter.LOGIN, String.class),
                    request.raw().getRemoteAddr(),
                    request.requestMethod() + " " + request.raw().getPathInfo(),
                    attribute(request, SUBJECT, Sender.class),
                    attribute(request, REASON, String.class)));
        }
    }

    /** Where there is no such route nobody has answered anything yet, neither that there is nothing to say nor a body. */
    private static boolean isDone(Response response) {
        return response.status() == HttpStatus.NO_CONTENT_204
                || response.body() != null && response.status() < FIRST_THAT_IS_NO_SUCCESS;
    }

    private static <T> Optional<T> attribute(Request request, String name, Class<T> type) {
        return Optional.<Object>ofNullable(request.attribute(name))
                .filter(type::isInstance)
                .map(type::cast);
    }

    private String acts(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, NAMES);
        Optional<Sender> account = directory.asked(request);
        Instant since = Parameters.since(request);
        int most = Parameters.number(request, "most", DEFAULT_MOST);
        return Json.of(
                acts.latest(account, since, most, clock.instant()).stream()
                        .map(Line::of)
                        .collect(ImmutableList.toImmutableList()),
                response);
    }

    /** An {@link Act} as JSON. */
    record Line(
            Instant at,
            Optional<String> by,
            String from,
            String act,
            Optional<String> account,
            Optional<String> reason) {
        static Line of(Act act) {
            return new Line(
                    act.at(), act.by(), act.from(), act.act(), act.account().map(Sender::toString), act.reason());
        }
    }
}
