/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableMap;

/** What a part is to who reads the message. */
enum Kind {
    /** Plain text, and what mail programs show as such: kinds of text that they do not know. */
    PLAIN,
    HTML,
    MESSAGE,
    /** A signature by S/MIME or OpenPGP: each message has another one. */
    SIGNATURE,
    FILE;

    private static final String TEXT = "text/";
    private static final ImmutableMap<String, Kind> BY_TYPE = ImmutableMap.<String, Kind>builder()
            .put("application/pgp-signature", SIGNATURE)
            .put("application/pkcs7-signature", SIGNATURE)
            .put("application/x-pkcs7-signature", SIGNATURE)
            .put("application/xhtml+xml", HTML)
            .put("message/global", MESSAGE)
            .put("message/rfc822", MESSAGE)
            .put("text/calendar", FILE)
            .put("text/css", FILE)
            .put("text/csv", FILE)
            .put("text/directory", FILE)
            .put("text/html", HTML)
            .put("text/javascript", FILE)
            .put("text/rtf", FILE)
            .put("text/tab-separated-values", FILE)
            .put("text/vcard", FILE)
            .put("text/x-amp-html", FILE)
            .put("text/x-vcard", FILE)
            .put("text/xml", FILE)
            .build();

    static Kind of(String type) {
        return BY_TYPE.getOrDefault(type, type.startsWith(TEXT) ? PLAIN : FILE);
    }
}
