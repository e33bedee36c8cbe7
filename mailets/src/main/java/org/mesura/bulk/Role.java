/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import org.jsoup.nodes.Element;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;

/** What an element of a page is in a mail, by the marks that mail programs leave. */
enum Role {
    TEXT,
    QUOTE,
    SIGNATURE,
    /** Behind it stands an answered message, to the end: Outlook marks where it begins. */
    ANSWERED;

    private static final ImmutableMap<String, Role> BY_CLASS = ImmutableMap.<String, Role>builder()
            .put("gmail_signature", SIGNATURE)
            .put("moz-signature", SIGNATURE)
            .put("protonmail_quote", QUOTE)
            .put("protonmail_signature_block", SIGNATURE)
            .put("tutanota_quote", QUOTE)
            .put("yahoo_quoted", QUOTE)
            .put("zmail_extra", QUOTE)
            .build();
    private static final ImmutableMap<String, Role> BY_ID = ImmutableMap.of(
            "AppleMailSignature", SIGNATURE,
            "Signature", SIGNATURE,
            "appendonsend", ANSWERED,
            "divRplyFwdMsg", ANSWERED,
            "ms-outlook-mobile-signature", SIGNATURE);

    private static final String GMAIL_QUOTE = "gmail_quote";
    private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

    static Role of(Element element, Style style) {
        if (element.attributesSize() == 0) {
            return element.nameIs("blockquote") ? QUOTE : TEXT;
        }
        if (element.nameIs("blockquote")) {
            boolean cited = element.attr("type").equals("cite") || element.hasClass(GMAIL_QUOTE);
            return cited || !style.isBorderless() ? QUOTE : TEXT;
        }
        for (String name : BLANKS.split(element.className())) {
            // Gmail puts forwarded text into one too, but then without a quotation in it
            Role role = name.equals(GMAIL_QUOTE) && element.children().is("blockquote")
                    ? QUOTE
                    : BY_CLASS.getOrDefault(name, TEXT);
            if (role != TEXT) {
                return role;
            }
        }
        return BY_ID.getOrDefault(element.id(), TEXT);
    }

    void start(VisibleLines lines) {
        switch (this) {
            case QUOTE -> lines.startQuote();
            case SIGNATURE -> lines.startSignature();
            case ANSWERED -> lines.answered();
            case TEXT -> {
                // as it comes
            }
        }
    }

    void end(VisibleLines lines) {
        switch (this) {
            case QUOTE -> lines.endQuote();
            case SIGNATURE -> lines.endSignature();
            case ANSWERED, TEXT -> {
                // an answered message goes on to the end
            }
        }
    }
}
