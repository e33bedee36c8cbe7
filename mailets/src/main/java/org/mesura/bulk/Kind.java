/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableMap;

/** What a part is to who reads the message. */
enum Kind {
    /** Plain text, and what mail programs show as such: kinds of text that they do not know. */
    PLAIN,
    HTML,
    CALENDAR,
    /** Text that is not shown with the message. */
    TEXT_FILE,
    MESSAGE,
    /** A signature by S/MIME or OpenPGP: each message has another one. */
    SIGNATURE,
    /** Octets. */
    FILE;

    private static final String TEXT = "text/";
    private static final ImmutableMap<String, Kind> BY_TYPE = ImmutableMap.<String, Kind>builder()
            .put("application/pgp-signature", SIGNATURE)
            .put("application/pkcs7-signature", SIGNATURE)
            .put("application/x-pkcs7-signature", SIGNATURE)
            .put("application/xhtml+xml", HTML)
            .put("message/global", MESSAGE)
            .put("message/rfc822", MESSAGE)
            .put("text/calendar", CALENDAR)
            .put("text/css", TEXT_FILE)
            .put("text/csv", TEXT_FILE)
            .put("text/directory", TEXT_FILE)
            .put("text/html", HTML)
            .put("text/javascript", TEXT_FILE)
            .put("text/rtf", TEXT_FILE)
            .put("text/tab-separated-values", TEXT_FILE)
            .put("text/vcard", TEXT_FILE)
            .put("text/x-amp-html", TEXT_FILE)
            .put("text/x-vcard", TEXT_FILE)
            .put("text/xml", TEXT_FILE)
            .build();

    static Kind of(String type) {
        return BY_TYPE.getOrDefault(type, type.startsWith(TEXT) ? PLAIN : FILE);
    }
}
