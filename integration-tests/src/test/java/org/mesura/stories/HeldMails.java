/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.mesura.runner.Await;
import org.mesura.runner.RunningServer;

import com.fasterxml.jackson.databind.JsonNode;

/** What an administrator reads at {@code /mesura/held}, and does there. */
record HeldMails(JsonNode page) {
    private static final String ALL = "/mesura/held";

    /** All mail that is kept back. */
    static HeldMails in(RunningServer server) {
        return new HeldMails(server.webAdmin().get(ALL).expect(200).json());
    }

    /** What is kept back of {@code account}. */
    static HeldMails of(String account, RunningServer server) {
        return new HeldMails(
                server.webAdmin().get(ALL + "?account=" + account).expect(200).json());
    }

    /** Waits until {@code number} mails of {@code account} are kept back, and gives them. */
    static HeldMails await(int number, String account, RunningServer server) {
        Await.until(
                Person.BOUND,
                number + " mails kept back of " + account,
                () -> of(account, server).number() == number);
        return of(account, server);
    }

    static void release(String id, RunningServer server) {
        server.webAdmin().post(ALL + "/" + id + "/release", Map.of()).expect(204);
    }

    static void reject(String id, String reason, RunningServer server) {
        server.webAdmin()
                .post(ALL + "/" + id + "/reject", Map.of("reason", reason))
                .expect(204);
    }

    /** How many there are, those that are not shown included. */
    long number() {
        return page.path("messages").asLong();
    }

    List<JsonNode> shown() {
        return StreamSupport.stream(page.path("held").spliterator(), false).toList();
    }

    List<String> ids() {
        return shown().stream().map(mail -> mail.path("id").asText()).toList();
    }
}
