/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

/** The server of all stories about what senders are told: limits small enough for a story ({@code institution.xml}). */
final class InstitutionServer {
    /** Where it keeps refused mail. */
    static final String REFUSED = "var/mail/mesura-refused/";

    static final ServerExtension JAMES = ServerExtension.durable()
            .with(TestConfiguration.institution())
            .with(TestConfiguration.keepingRefusedIn("file://" + REFUSED))
            .shared("institution");

    private InstitutionServer() {}
}
