/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.base.Splitter;

class PageReaderTest {
    private static String text(String html) {
        return PageReader.read(html, 10_000).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uno <b>dos</b>¶  tres | uno dos tres",
                "u<b>n</b>o | uno",
                "uno<br>dos<br/>tres | uno¶dos¶tres",
                "uno<br><br><br>dos | uno¶¶dos",
                "<div>uno</div><div>dos</div> | uno¶dos",
                "<div>uno</div><div><br></div><div>dos</div> | uno¶¶dos",
                "<p>uno<p>dos | uno¶¶dos",
                "<h1>uno</h1><div>dos | uno¶¶dos",
                "<ul><li>uno<li>dos</ul> | uno¶dos",
                "<ol><li>uno<li><p>dos</p><ul><li>tres</ul></ol> | 1. uno¶¶2. dos¶¶tres",
                "<table><tr><td>uno<td>dos<tr><td>tres</table> | uno dos¶tres",
                "<pre>uno¶dos  tres</pre> | uno¶dos tres",
                "<div style='white-space: pre-wrap'>uno¶dos</div> | uno¶dos",
                "ma&ntilde;ana&nbsp;a&#32;las&#x20;&lt;10&gt; | mañana a las <10>",
                "uno<hr>dos | uno¶¶dos",
                "<a href='https://a.example/b'>uno</a> dos | uno dos",
                "<a href='https://a.example/b'>https://a.example</a> | https://a.example",
                "<img alt='logo' src='cid:a'>uno | uno",
                "<body><noscript>uno</noscript> | uno",
            })
    void pageShouldHaveTheLinesThatAReaderSees(String html, String lines) {
        assertThat(text(html.replace('¶', '\n'))).isEqualTo(lines.replace('¶', '\n') + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- oculto -->",
                "<style>oculto</style>",
                "<script>oculto()</script>",
                "<template>oculto</template>",
                "<select><option>oculto</select>",
                "<span hidden>oculto</span>",
                "<div style='display:none'>oculto</div>",
                "<div style=' DISPLAY : None !important ; x'>oculto</div>",
                "<div style='visibility: hidden'>oculto</div>",
                "<div style='opacity:0'>oculto</div>",
                "<div style='opacity:0.0'>oculto</div>",
                "<div style='font-size:0'>oculto</div>",
                "<div style='font-size:1px;line-height:1px'>oculto</div>",
                "<div style='font-size:.1em'>oculto</div>",
                "<div style='background:nonsense;color:white'>oculto</div>",
                "<div style='font:0/0 a'>oculto</div>",
                "<div style='font: italic 700 1px Arial'>oculto</div>",
                "<div style='text-indent:-9999px'>oculto</div>",
                "<div style='position:absolute;left:-5000px'>oculto</div>",
                "<span style='color:ivory'>oculto</span>",
                "<div style='max-height:0;overflow:hidden'>oculto</div>",
                "<div style='height: 0px; overflow: hidden'><b>oculto</b></div>",
                "<div style='width:0;overflow:hidden'>oculto</div>",
                "<span style='color:#fff'>oculto</span>",
                "<span style='color:#FEFEFE'>oculto</span>",
                "<font color=white>oculto</font>",
                "<font color='#ffffff'>oculto</font>",
                "<span style='color:transparent'>oculto</span>",
                "<span style='color:rgba(0,0,0,0)'>oculto</span>",
                "<div style='background:#336699 none'><b style='color: rgb(51, 102, 153)'>oculto</b></div>",
                "<table bgcolor=black><tr><td style='color:#000'>oculto</td></tr></table>",
                "<style>.x{display:none}</style><p class='y x'>oculto</p>",
                "<style>p.x, #z {font-size: 0 !important}</style><p class=x>oculto</p><p id=z>oculto</p>",
                "<style>/* a{ */ <!-- u { visibility: hidden } --></style><u>oculto</u>",
                "<style>@import 'a.css'; @media print {.x{color:red}} .X{display:none}</style><p class=x>oculto</p>",
                "<p class=x>oculto</p><style>.x{display:none}</style>",
                "<style>.x{display:none} .x{color:red}</style><p class=x>oculto</p>",
                "<!--[if mso]>oculto<![endif]-->",
                "<title>oculto</title>",
                "<div style='display:none'><div style='display:block'>oculto</div></div>",
                "<div style='visibility:hidden'><b>oculto</b></div>",
            })
    void textThatNobodySeesShouldNotCount(String html) {
        assertThat(text("uno " + html + " dos").replaceAll("\\s+", " ")).isEqualTo("uno dos ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='font-size:0'><span style='font-size:14px'>visto</span></div>",
                "<div style='visibility:hidden'><span style='visibility:visible'>visto</span></div>",
                "<div style='color:#fff;background-color:#000'>visto</div>",
                "<table bgcolor='#003366'><tr><td><font color=white>visto</font></table>",
                "<div style='background:url(a.png);color:white'>visto</div>",
                "<table background='a.png'><tr><td style='color:white'>visto</table>",
                "<body text=white bgcolor=black>visto",
                "<style>.a{background-color:navy url(a)} .a{color:white}</style><p class=a>visto</p>",
                "<style>.x{display:none}</style><p class=x style='display:block'>visto</p>",
                "<style>@media (max-width:600px){.x{display:none}}</style><p class=x>visto</p>",
                "<style>@media print {.x{display:none}</style><p class=x>visto</p>",
                "<style>.a .x{display:none}</style><p class=x>visto</p>",
                "<div style='mso-hide:all'>visto</div>",
                "<div style='background:navy;color:white'>visto</div>",
                "<div style='background-color:#zzz'>visto</div>",
                "<div style='color:#eee'>visto</div>",
                "<div style='font:400 14px/0 Arial;margin-left:-20px'>visto</div>",
                "<div style='height:0'>visto</div>",
                "<div style='overflow:hidden;height:40px'>visto</div>",
                "<div style='font-size:small;opacity:.8;color:inherit;visibility:inherit'>visto</div>",
                "<![if !mso]>visto<![endif]>",
                "<div style='display:none'>oculto</div>visto",
                "<div style='color:white'>oculto<span style='color:black'>visto</span></div>",
                "<div style=';:;color;:x;display:;a:b:c'>visto</div>",
            })
    void textThatIsSeenShouldCount(String html) {
        assertThat(text(html)).isEqualTo("visto\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uno<blockquote type=cite>dos<br>tres</blockquote>cuatro | uno¶¶> dos¶> tres¶¶cuatro",
                "uno<blockquote><blockquote>dos</blockquote></blockquote> | uno¶¶> dos",
                "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>uno</blockquote> | uno",
                "uno<div class='gmail_quote'>Ana escribió:<blockquote class=gmail_quote>dos</blockquote></div> "
                        + "| uno¶> Ana escribió:¶¶> dos",
                "uno<div class='gmail_quote'>--- Mensaje reenviado<br>dos</div> | uno¶--- Mensaje reenviado¶dos",
                "uno<div id=yahoo class='a yahoo_quoted'>dos</div> | uno¶> dos",
                "uno<div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>De:</b> Ana</div><div>dos</div> "
                        + "| uno¶¶> De: Ana¶> dos",
                "uno<span id=appendonsend></span>dos | uno¶> dos",
                "uno<span class=yahoo_quoted>dos</span>tres | uno¶> dos¶tres",
                "uno<hr><p><b>From:</b> Ana<br><b>Sent:</b> hoy<p>dos | uno¶¶> From: Ana¶> Sent: hoy¶¶> dos",
                "uno<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>De:</b> Ana<p>dos "
                        + "| uno¶¶> De: Ana¶¶> dos",
                "De: 10 a 12<hr>uno | De: 10 a 12¶¶uno",
            })
    void quotationShouldBeMarked(String html, String lines) {
        assertThat(text(html.replace('¶', '\n'))).isEqualTo(lines.replace('¶', '\n') + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uno<div class=gmail_signature>Ana<br>Alcaldía</div> | uno¶-- ¶Ana¶Alcaldía",
                "uno<span class=moz-signature>Ana</span> | uno¶-- ¶Ana",
                "uno<div class='moz-signature'>-- <br>Ana</div> | uno¶-- ¶Ana",
                "uno<br><span class=gmail_signature_prefix>-- </span><br><div class=gmail_signature>Ana</div> "
                        + "| uno¶-- ¶Ana",
                "uno<div id=Signature><p>Ana</p></div> | uno¶-- ¶¶Ana",
                "uno<div class=gmail_signature>Ana</div><blockquote>dos</blockquote> | uno¶-- ¶Ana¶¶> dos",
                "uno<div class=gmail_signature></div> | uno",
                "<div class=gmail_signature>uno</div><div>dos</div> | uno¶dos",
                "<blockquote>uno<div class=gmail_signature>Ana</div></blockquote> | > uno¶> Ana",
                "uno<p>--&nbsp;<p>Ana | uno¶¶-- ¶¶Ana",
            })
    void signatureShouldBeMarkedUnlessTheTextGoesOn(String html, String lines) {
        assertThat(text(html.replace('¶', '\n'))).isEqualTo(lines.replace('¶', '\n') + "\n");
    }

    @Test
    void picturesShouldBeToldWithTheirTexts() {
        var page = PageReader.read("<img src=' cid:a@b ' alt=uno><img src='data:image/png;base64,AA=='><img>", 100);

        assertThat(page.pictures()).containsExactlyInAnyOrder("cid:a@b", "data:image/png;base64,AA==");
        assertThat(page.alternatives().strip()).isEqualTo("uno");
    }

    @Test
    void readingShouldEndWhereEnoughIsRead() {
        assertThat(PageReader.read("<p>uno dos".repeat(1_000), 100).text().length())
                .isLessThan(120);
    }

    @Test
    void pageShouldNotBeWholeWhenItIsTooDeep() {
        assertThat(PageReader.read("<div>".repeat(200) + "uno", 100).whole()).isTrue();
        assertThat(PageReader.read("<div>".repeat(300) + "<p hidden><b>uno", 100)
                        .whole())
                .isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @Tag("slow")
    void noPageShouldBreakTheReading(long seed) {
        var random = new Random(seed);
        var marks = Splitter.on('|')
                .splitToList(
                        "<div>|</div>|<p hidden>|</p>|<ol>|<li>|</ol>|<table>|<tr>|<td bgcolor=white>|</table>|<blockquote>|"
                                + "</blockquote>|<div class=gmail_quote>|<div class=gmail_signature>|<b>|</b>|<hr>|<br>|"
                                + "<img src='cid:a' alt=b>|<style>.a{color:#fff}|</style>|<p style='font:0/0 a;color:rgb(1,2,3)'>|<pre>|"
                                + "</pre>|<svg>|<template>|<select>|<frameset>|<html>|<body>|<head>|</head>|<a href=x>|</a>|<!--|-->|"
                                + "<textarea>|</textarea>|@media{|}|/*|*/|;|:|-- |De: Ana|uno|\n|&nbsp;|\0|<http://a>|[image: x]");
        for (var trial = 0; trial < 2_000; trial++) {
            var page = IntStream.range(0, random.nextInt(60))
                    .mapToObj(index -> marks.get(random.nextInt(marks.size())))
                    .collect(joining());
            assertThatCode(() -> PageReader.read(page, 200))
                    .as("seed %s: %s", seed, page)
                    .doesNotThrowAnyException();
        }
    }
}
