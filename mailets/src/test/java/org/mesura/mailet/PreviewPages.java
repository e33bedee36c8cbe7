/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.mesura.notice.Specimen;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.html.HtmlEscapers;

/** The pages of a {@link Preview} that are not notices. */
final class PreviewPages {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>body { font: 16px/1.5 sans-serif; margin: 1rem; } td { padding: .2rem 1rem .2rem 0; }</style>
            </head>
            <body>
            <h1>%s</h1>
            %s
            </body>
            </html>
            """;

    private PreviewPages() {}

    /** The file of {@code specimen}, from the folder of the preview. */
    static String path(Specimen specimen, String suffix) {
        return specimen.language().code() + "/" + specimen.name() + suffix;
    }

    /** A text that has no page of its own. */
    static String plain(Specimen specimen) {
        return page(specimen.language().code(), specimen.subject(), "<pre>" + escape(specimen.text()) + "</pre>");
    }

    /** Links to all files: a row for each name, with its languages. */
    static String index(String institution, List<Specimen> specimens) {
        ImmutableListMultimap<String, Specimen> byName = Multimaps.index(specimens, Specimen::name);
        String rows = byName.asMap().entrySet().stream()
                .map(entry -> "<tr><th scope=\"row\" align=\"left\">%s</th>%s</tr>"
                        .formatted(escape(entry.getKey()), cells(entry.getValue())))
                .collect(Collectors.joining("\n"));
        return page("en", "Notices of " + institution, "<table>\n" + rows + "\n</table>");
    }

    private static String cells(Collection<Specimen> languages) {
        return languages.stream()
                .map(specimen -> "<td>%s: <a href=\"%s\">page</a>, <a href=\"%s\">mail</a></td>"
                        .formatted(specimen.language().code(), path(specimen, ".html"), path(specimen, ".eml")))
                .collect(Collectors.joining());
    }

    private static String page(String language, String title, String body) {
        return PAGE.formatted(language, escape(title), escape(title), body);
    }

    private static String escape(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
