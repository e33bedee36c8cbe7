/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.ZoneId;
import java.util.Optional;

/**
 * The institution that a notice speaks for, and the right ways in it to reach many people. A way that is empty is left
 * out of the notice.
 *
 * @param name the institution's name; as one line of at most {@value #LONGEST_NAME} characters
 * @param timeZone the zone in which instants are shown
 * @param helpPage the page on proper use of mail
 * @param administrator the mail address of whoever looks after the mail server; empty for James's postmaster
 * @param helpDesk whom to ask
 * @param mailingLists who makes or runs mailing lists
 * @param newsletter the newsletter service
 * @param sharedFolder the place for files that many should get
 * @param communications the communications office
 */
public record Institution(
        String name,
        ZoneId timeZone,
        Optional<String> helpPage,
        Optional<String> administrator,
        Optional<Contact> helpDesk,
        Optional<Contact> mailingLists,
        Optional<Contact> newsletter,
        Optional<Contact> sharedFolder,
        Optional<Contact> communications) {
    private static final int LONGEST_NAME = 200;

    public Institution {
        // it stands in the From of each notice
        name = OneLine.of(name, LONGEST_NAME);
    }
}
