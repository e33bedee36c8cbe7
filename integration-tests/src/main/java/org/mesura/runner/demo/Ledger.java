/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.util.StringJoiner;

import org.mesura.runner.RunningServer;
import org.mesura.runner.client.WebAdmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An account as the administration API shows it. */
record Ledger(JsonNode account) {
    static Ledger of(String account, RunningServer server) {
        WebAdmin.Reply reply = new WebAdmin(server.ports().webAdmin()).get("/mesura/accounts/" + account);
        try {
            return new Ledger(new ObjectMapper().readTree(reply.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + reply.body(), e);
        }
    }

    long sent(String measure) {
        return account.path("sentLastDay").path(measure).asLong(-1);
    }

    long refused(String measure) {
        return account.path("refusedLastDay").path(measure).asLong(-1);
    }

    String table() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("policy " + account.path("policy").asText() + " (by "
                + account.path("policySource").asText() + "), mode "
                + account.path("mode").asText());
        for (JsonNode usage : account.path("usage")) {
            lines.add(String.format(
                    "%-28s %12d of %12d used, %3d %%",
                    usage.path("limit").asText(),
                    usage.path("used").asLong(),
                    usage.path("quantity").asLong(),
                    usage.path("percent").asLong()));
        }
        return lines.toString();
    }
}
