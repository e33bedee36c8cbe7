/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import com.google.common.collect.ImmutableList;
import com.google.common.html.HtmlEscapers;

/** A form in which a notice is written, and how values are made safe in it. */
enum Medium {
    /** One header line. */
    SUBJECT("subject"),
    /** Plain text, in which every character stands for itself. */
    TEXT("txt"),
    /** A page, in which five characters must be written otherwise. */
    HTML("html") {
        @Override
        String escape(String value) {
            return HtmlEscapers.htmlEscaper().escape(value);
        }
    };

    static final String SUFFIX = ".mustache";

    private final String extension;

    Medium(String extension) {
        this.extension = extension;
    }

    String escape(String value) {
        return value;
    }

    /** The file of a template of its own: {@code refused} → {@code es/refused.html.mustache}. */
    String file(String name, Language language) {
        return language.code() + "/" + name + "." + extension + SUFFIX;
    }

    /** Where a partial may lie: for this medium before for all, for the language before for all. */
    ImmutableList<String> places(String name, Language language) {
        String neutral = name + SUFFIX;
        String own = name + "." + extension + SUFFIX;
        String folder = language.code() + "/";
        return ImmutableList.of(folder + own, own, folder + neutral, neutral);
    }
}
