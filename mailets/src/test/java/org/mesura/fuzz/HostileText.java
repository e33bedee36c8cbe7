/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.fuzz;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/** Text of somebody who means to begin a header, a line, an element or a template of his own, or who just writes oddly. */
public final class HostileText {
    private static final ImmutableList<String> PIECES = ImmutableList.of(
            "Hola",
            " ",
            "ñandú",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\r\n ",
            "\u2028",
            "\u0085",
            "\u000b",
            "\f",
            "\0",
            "\u001b[31m",
            "\u007f",
            "Bcc: v@outside.example",
            "Auto-Submitted: no",
            "Content-Type: text/html",
            "=?utf-8?q?=0D=0ABcc:_v?=",
            "=?utf-8?b?DQo=?=",
            "=?",
            "?=",
            "------=_Part_0_1.2",
            "--x--",
            "<script>alert(1)</script>",
            "</title>",
            "<img src=x onerror=y>",
            "&lt;b&gt;",
            "\"",
            "'",
            "\\",
            "<",
            ">",
            "@",
            "(",
            ")",
            ",",
            ";",
            ":",
            "{{account}}",
            "{{{account}}}",
            "{{#x}}",
            "{{> dsn}}",
            "{{=<% %>=}}",
            "%s%n",
            "${x}",
            "\u202e",
            "\u2067",
            "\u200d",
            "\ufeff",
            "\ud800",
            "\udc00",
            "😀",
            "a\u0301\u0301\u0301",
            "مرحبا",
            "日本語",
            "- ",
            "> ",
            "http://a.example/?x=1&y=<b>",
            ".",
            "\t");

    private HostileText() {}

    /** Seldom one that is very long. */
    public static String drawn(Random random) {
        String piece = Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                .limit(1 + random.nextInt(12))
                .collect(Collectors.joining());
        return random.nextInt(15) == 0 ? piece.repeat(1 + random.nextInt(200)) : piece;
    }
}
