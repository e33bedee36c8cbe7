/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;

/** A text that somebody could write, and the many ways in which mail programs write one and the same. */
final class RandomText {
    private record Script(String letters, ImmutableList<String> charsets) {}

    private static final ImmutableList<Script> SCRIPTS = ImmutableList.of(
            new Script(
                    "aábcdeéfghiíjlmnñoóprstuúüvxyz",
                    ImmutableList.of("iso-8859-1", "windows-1252", "iso-8859-15", "utf-16", "utf-8")),
            new Script("ãâàçõôêabcdefgilmnoprstu", ImmutableList.of("latin1", "cp1252", "utf-16le", "utf-8")),
            new Script(
                    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
                    ImmutableList.of("koi8-r", "windows-1251", "iso-8859-5", "utf-16be")),
            new Script("αβγδεζηθικλμνξοπρστυφχψω", ImmutableList.of("iso-8859-7", "windows-1253", "utf-8")),
            new Script("あいうえおかきくけこ日本語市役所", ImmutableList.of("shift_jis", "euc-jp", "iso-2022-jp", "utf-8")),
            new Script("市政府公告请各位同事参加会议", ImmutableList.of("gb2312", "gbk", "gb18030")));

    /** A longer word than any greeting begins with: whether one is a greeting depends on the line on which it stands. */
    private static final int NO_GREETING = 12;

    private final Random random;
    private final Script script;
    private final ImmutableList<String> words;

    RandomText(Random random) {
        this.random = random;
        this.script = any(SCRIPTS);
        this.words = Stream.concat(
                        Stream.of(word(NO_GREETING)),
                        Stream.generate(() -> word(2 + random.nextInt(9))).limit(14 + random.nextInt(60)))
                .collect(ImmutableList.toImmutableList());
    }

    private String word(int length) {
        return random.ints(length, 0, script.letters().length())
                .mapToObj(index -> script.letters().substring(index, index + 1))
                .collect(Collectors.joining());
    }

    /** On one line. */
    String written() {
        return String.join(" ", words);
    }

    /** A message that says the same. */
    byte[] otherwise() {
        boolean html = random.nextBoolean();
        String named = any(script.charsets());
        Charset charset = Charset.isSupported(named) ? Charset.forName(named) : UTF_8;
        String text = html ? page() : lines();
        byte[] octets = text.getBytes(charset);
        String type = (html ? "text/html" : "text/plain") + charsetParameter(charset, named);
        byte[] entity = entity(type, octets, isAscii(charset));
        return Bytes.concat("Subject: a\r\n".getBytes(US_ASCII), wrapped(entity, random.nextInt(6)));
    }

    /** US-ASCII with more to it: its octets may go unencoded, and its line ends are line ends. */
    private static boolean isAscii(Charset charset) {
        return "<\r\n".getBytes(charset).length == 3;
    }

    private String charsetParameter(Charset charset, String named) {
        if (charset.equals(UTF_8) && random.nextInt(3) == 0) {
            return any(ImmutableList.of("", "; charset=klingon", "; charset=us-ascii", "; charset=\"\""));
        }
        String name = Charset.isSupported(named) ? named : "utf-8";
        return any(
                ImmutableList.of("; charset=" + name, "; charset=\"" + name + "\"", ";CHARSET=" + name.toUpperCase()));
    }

    private String lines() {
        return words.stream()
                .map(word -> word + (random.nextInt(6) == 0 ? "\r\n" : " "))
                .collect(Collectors.joining())
                .strip();
    }

    private String page() {
        StringBuilder page = new StringBuilder(any(
                ImmutableList.of("", "<html><body>", "<!DOCTYPE html><html><head><title>x</title></head><body><p>")));
        for (String word : words) {
            word.codePoints().forEach(letter -> {
                switch (random.nextInt(25)) {
                    case 0 -> page.append("&#").append(letter).append(';');
                    case 1 ->
                        page.append("&#x").append(Integer.toHexString(letter)).append(';');
                    case 2 -> page.append("<b>").appendCodePoint(letter).append("</b>");
                    case 3 ->
                        page.append("<span style='color:red'>")
                                .appendCodePoint(letter)
                                .append("</span><!-- x -->");
                    default -> page.appendCodePoint(letter);
                }
            });
            page.append(any(ImmutableList.of(" ", " ", "\r\n", " <i> </i>", "&nbsp;")));
        }
        return page.toString();
    }

    private byte[] entity(String type, byte[] octets, boolean ascii) {
        byte[] encoded;
        String encoding = any(
                ascii
                        ? ImmutableList.of("base64", "quoted-printable", "8bit", "")
                        : ImmutableList.of("base64", "quoted-printable"));
        encoded = switch (encoding) {
            case "base64" ->
                Base64.getMimeEncoder(
                                4 * (1 + random.nextInt(40)),
                                any(ImmutableList.of("\r\n", "\n", "\r\n \r\n")).getBytes(US_ASCII))
                        .encode(octets);
            case "quoted-printable" -> quotedPrintable(octets);
            default -> octets;
        };
        String head = "Content-Type: " + type + "\r\n"
                + (encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + "\r\n") + "\r\n";
        return Bytes.concat(head.getBytes(US_ASCII), encoded);
    }

    private byte[] quotedPrintable(byte[] octets) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (int index = 0; index < octets.length; index++) {
            boolean plain =
                    octets[index] > ' ' && octets[index] < 0x7F && octets[index] != '=' && random.nextInt(20) > 0;
            encoded.writeBytes((plain ? String.valueOf((char) octets[index]) : "=%02X".formatted(octets[index] & 0xFF))
                    .getBytes(US_ASCII));
            if (random.nextInt(30) == 0) {
                encoded.writeBytes("=\r\n".getBytes(US_ASCII));
            }
        }
        return encoded.toByteArray();
    }

    private byte[] wrapped(byte[] entity, int deep) {
        byte[] whole = entity;
        for (int level = 0; level < deep; level++) {
            String kind = any(ImmutableList.of("mixed", "alternative", "related", "signed"));
            String boundary = "level" + level;
            whole = Bytes.concat(
                    ("Content-Type: multipart/" + kind + "; boundary=" + boundary + "\r\n\r\npreamble\r\n--" + boundary
                                    + "\r\n")
                            .getBytes(US_ASCII),
                    whole,
                    ("\r\n--" + boundary + "--\r\nepilogue").getBytes(US_ASCII));
        }
        return whole;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
