/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import com.fasterxml.jackson.databind.JsonNode;

/** What an administrator reads of an account at {@code /mesura/accounts/{address}}. */
record Ledger(JsonNode page) {
    static Ledger of(ServerExtension james, String account) {
        return new Ledger(james.server()
                .webAdmin()
                .get("/mesura/accounts/" + account)
                .expect(200)
                .json());
    }

    /** A figure that has no name of its own here, by its JSON pointer. */
    long figure(String pointer) {
        return page.at(pointer).asLong(-1);
    }

    /** Messages charged in the last day. */
    long sent() {
        return page.at("/sentLastDay/messages").asLong();
    }

    long recipients() {
        return page.at("/sentLastDay/recipients").asLong();
    }

    long externalRecipients() {
        return page.at("/sentLastDay/externalRecipients").asLong();
    }

    /** Messages refused in the last day. */
    long refused() {
        return page.at("/refusedLastDay/messages").asLong();
    }

    /** What a measure's limit has left. */
    long remaining(String measure) {
        return limit(measure).path("remaining").asLong();
    }

    /** Whether nothing more fits a measure's limit now. */
    boolean isFull(String measure) {
        return limit(measure).has("freeAt");
    }

    /** What of a measure's limit is used. */
    long used(String measure) {
        return limit(measure).path("used").asLong();
    }

    private JsonNode limit(String measure) {
        for (JsonNode limit : page.path("usage")) {
            if (limit.path("measure").asText().equals(measure)) {
                return limit;
            }
        }
        throw new AssertionError("no limit of " + measure + " in " + page);
    }
}
