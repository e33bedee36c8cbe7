/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.util.List;
import java.util.Map;

import org.mesura.runner.client.WebAdmin;

/** The people, and what else has an address, that a server knows; made over WebAdmin as an administrator would. */
public final class Accounts {
    /** The institution's own domain. */
    public static final String DOMAIN = "alcaldia.example";
    /** The password of every account. */
    public static final String PASSWORD = "secreto";

    private static final List<String> FIRST = List.of("ana", "beto", "carla", "prensa", "mesa.ayuda", "soporte");

    private final WebAdmin webAdmin;

    Accounts(WebAdmin webAdmin) {
        this.webAdmin = webAdmin;
    }

    /** Makes the domain and the accounts every server starts with, unless an earlier start has. */
    void createFirst() {
        createDomain(DOMAIN);
        String known = webAdmin.get("/users").expect(200).body();
        for (String name : FIRST) {
            if (!known.contains("\"" + name + "@" + DOMAIN + "\"")) {
                create(name + "@" + DOMAIN);
            }
        }
    }

    /** Makes a domain the server's own. */
    public void createDomain(String domain) {
        webAdmin.put("/domains/" + domain).expect(204);
    }

    /** Makes an account with the common password; one that exists is an error. */
    public void create(String address) {
        webAdmin.put("/users/" + address + "?force", Map.of("password", PASSWORD))
                .expect(204);
    }

    public void remove(String address) {
        webAdmin.delete("/users/" + address).expect(204);
    }

    /** Makes {@code alias} another address of {@code account}, which then may also send with it. */
    public void alias(String alias, String account) {
        webAdmin.put("/address/aliases/" + account + "/sources/" + alias).expect(204);
    }

    /** Forwards the mail of {@code account}; it keeps no copy unless it is one of the destinations. */
    public void forward(String account, String destination) {
        webAdmin.put("/address/forwards/" + account + "/targets/" + destination).expect(204);
    }

    /** Makes {@code member} one of those who get the mail to {@code group}. */
    public void group(String group, String member) {
        webAdmin.put("/address/groups/" + group + "/" + member).expect(204);
    }

    /** Answers the mail to {@code account} with {@code text}, from now on, once per sender. */
    public void vacation(String account, String text) {
        webAdmin.post("/vacation/" + account, Map.of("enabled", true, "subject", "Vacation", "textBody", text))
                .expect(204);
    }
}
