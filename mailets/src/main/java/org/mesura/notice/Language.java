/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Locale;

/** A language in which notices are written. */
public enum Language {
    ES,
    EN,
    PT;

    /** The ISO 639-1 code, which also names the folder of its templates: {@code es}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The locale for dates and numbers. */
    public Locale locale() {
        return Locale.forLanguageTag(code());
    }
}
