/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.List;
import java.util.stream.StreamSupport;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.client.WebAdmin;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells when nothing is on its way any more, so that a story can say what did <em>not</em> come. */
final class Quiet {
    /** What a mail causes is enqueued before the mail ends; three turns see a reply to a reply to it. */
    private static final int TURNS = 3;

    private static final String WITNESS = "witness@" + Accounts.DOMAIN;

    private Quiet() {}

    /** Returns when the queues were empty and a later letter has gone its whole way, time and again. */
    static void await(ServerExtension james) {
        try (Person witness = Person.join(james, WITNESS)) {
            for (int turn = 0; turn < TURNS; turn++) {
                Await.until(
                        Person.BOUND,
                        "empty queues",
                        () -> isEmpty(james.server().webAdmin()));
                int before = witness.inbox().mails().size();
                witness.write(WITNESS);
                witness.inbox().await(before + 1);
            }
        }
    }

    private static boolean isEmpty(WebAdmin webAdmin) {
        return names(webAdmin).stream()
                .allMatch(name -> webAdmin.get("/mailQueues/" + name)
                                .expect(200)
                                .json()
                                .path("size")
                                .asLong()
                        == 0);
    }

    private static List<String> names(WebAdmin webAdmin) {
        JsonNode names = webAdmin.get("/mailQueues").expect(200).json();
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
