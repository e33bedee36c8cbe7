/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.Waits;
import org.mesura.mailet.Edge;
import org.mesura.mailet.Holding;
import org.mesura.store.portable.StateExport;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.webadmin.RawClient.Answer;
import org.mesura.webadmin.RawClient.Request;

import com.google.common.base.Strings;

/**
 * Whatever is asked, every answer is one that {@code openapi.json} names, none shows the inside of a program, and what is
 * refused or only asked changes nothing.
 */
class ApiFuzzTest {
    private static final int REQUESTS = 10_000;
    private static final String END = "=== end of the state";
    private static final int ERRORS = 400;
    private static final int FAULTS = 500;
    private static final Pattern INSIDE =
            Pattern.compile("\\tat |Exception|org\\.mesura\\.[a-z]|java\\.(lang|util|io)");
    private static final String RULES = Holding.SLOW + """
            <caps><institution externalRecipients="30" window="1d"/></caps>
            <permits><permit id="congreso" account="ana@localhost" from="2026-11-24T00:00" until="2026-11-26T00:00"
                externalRecipients="20" reason="a congress" grantor="olga"/></permits>
            """;

    @TempDir
    Path folder;

    private final Map<String, Integer> met = new TreeMap<>();

    @Test
    @Timeout(300)
    void noRequestShouldBeAnsweredWithAFaultAndNoRefusedOneChangeAnything() throws Exception {
        long seed = Long.getLong("mesura.seed", System.nanoTime());
        Random random = new Random(seed);
        Holding holding = new Holding(folder, RULES);
        OpenApi description = OpenApi.ofTheJar();
        RandomRequests requests = new RandomRequests(description, random);
        try (Api api = new Api(folder, holding)) {
            RawClient client = new RawClient(api.port());
            String before = "";
            for (int number = 0; number < REQUESTS; number++) {
                if (number % 100 == 0) {
                    refill(api, holding, number);
                    before = everything(api, holding);
                }
                Request request = requests.next(before.substring(0, before.indexOf(END)));
                Answer answer = client.ask(request);
                String after = everything(api, holding);
                String what = "seed %s, request %s: %s\n-> %s %s"
                        .formatted(seed, number, request, answer.status(), answer.body());

                check(description, request, answer, what);
                if (answer.status() >= ERRORS || request.method().equals("GET")) {
                    assertThat(difference(before, after)).as(what).isEmpty();
                }
                before = after;
            }
        }
        assertThat(met.keySet())
                .as("seed %s: every operation done and refused, in %s", seed, met)
                .containsAll(description.operations().stream()
                        .map(operation -> operation.name() + " done")
                        .toList());
    }

    private void check(OpenApi description, Request request, Answer answer, String what) throws IOException {
        assertThat(answer.status()).as(what).isLessThan(FAULTS);
        if (answer.status() >= ERRORS) {
            assertThat(INSIDE.matcher(answer.body()).find()).as(what).isFalse();
        }
        Optional<OpenApi.Operation> asked = description.find(request.method(), request.path());
        if (asked.isEmpty()) {
            return;
        }
        OpenApi.Operation operation = asked.get();
        met.merge(operation.name() + (answer.status() < ERRORS ? " done" : " refused"), 1, Integer::sum);
        if (answer.isJson()) {
            assertThat(operation.statuses()).as(what).contains(Integer.toString(answer.status()));
            assertThat(description.reply(operation, answer.status())).as(what).isPresent();
            assertThat(description.mistakes(
                            description.reply(operation, answer.status()).orElseThrow(),
                            OpenApi.JSON.readTree(answer.body())))
                    .as(what)
                    .isEmpty();
        }
    }

    /** Some mail that was sent, and some that is kept back. */
    private static void refill(Api api, Holding holding, int number) throws Exception {
        holding.edge.clock.advance(Duration.ofSeconds(7));
        for (String account : new String[] {"ana@localhost", "beto@localhost"}) {
            for (int mail = 0; mail < 4; mail++) {
                holding.submit(account, "Mail-" + number + "-" + mail + account);
            }
        }
        for (int mail = 1; mail <= 5; mail++) {
            hold(holding, "Mail-" + mail, mail % 2 == 0 ? "ana@localhost" : "carla@localhost");
        }
        holding.leases.take(
                new SubmissionId("Mail-4"),
                holding.edge.clock.instant(),
                holding.edge.clock.instant().plusSeconds(3));
    }

    private static void hold(Holding holding, String id, String account) {
        HeldMail mail = new HeldMail(
                new SubmissionId(id),
                new Sender(account),
                new Waits.ForDecision(holding.edge.clock.instant().plus(Duration.ofDays(1))),
                holding.edge.clock.instant(),
                new Charge(1, 2, 1, 2_000),
                Optional.empty(),
                "bulk",
                new HeldCopy("memory://var/mail/mesura-held/", id + "-1", "transport"));
        holding.facts.admit(mail, 1_000, HoldingLimits.DEFAULT);
    }

    private static String state(Api api) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        new StateExport(api.edge.book())
                .write(state, api.edge.settings.policies().caps(), Edge.NOON);
        return state.toString(UTF_8);
    }

    /** Where {@code after} first differs, and not all of it. */
    private static String difference(String before, String after) {
        int same = Strings.commonPrefix(before, after).length();
        return before.equals(after)
                ? ""
                : after.substring(Math.max(0, same - 200), Math.min(after.length(), same + 200));
    }

    /** All that a request could change. */
    private static String everything(Api api, Holding holding) throws Exception {
        return state(api)
                + END
                + holding.facts.page(Optional.empty(), 1_000)
                + holding.edge.context.getSentMails().size()
                + api.inForce.now();
    }
}
