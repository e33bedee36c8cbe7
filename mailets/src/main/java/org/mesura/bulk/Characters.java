/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableMap;

/**
 * Turns octets into characters as the charset says that a message names, and where it names none, an unknown or a wrong
 * one, by guess: what is UTF-8 is read as such, each other octet as windows-1252. So {@code "ma\xC3\xB1ana"} and
 * {@code "ma\xF1ana"} without a charset are both <em>mañana</em>, even in one text.
 *
 * <p>As in browsers a charset's name stands for the larger one that senders mean by it (WHATWG, <em>Encoding Standard</em>,
 * section 4.2): ISO-8859-1 is windows-1252.
 */
final class Characters {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** The JDK searches 0.2 ms for a charset that it does not know, and a message may name thousands of those. */
    private static final ImmutableMap<String, Charset> KNOWN = known();

    private static final ImmutableMap<String, String> MEANT = ImmutableMap.<String, String>builder()
            .put("ISO-8859-1", "windows-1252")
            .put("ISO-8859-9", "windows-1254")
            .put("GB2312", "gb18030")
            .put("GBK", "gb18030")
            .put("Shift_JIS", "windows-31j")
            .put("EUC-KR", "x-windows-949")
            .build();

    /** What an octet that continues a character tells of it. */
    private static final int CONTINUED = 0x3F;

    /** A browser looks for the charset in the first 1,024 octets of a page (WHATWG, HTML, section 13.2.3.2). */
    private static final int PRESCAN = 1024;

    private static final Pattern META =
            Pattern.compile("<meta\\s[^>]{0,200}?charset\\s{0,9}=[\\s\"']{0,9}([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private Characters() {}

    /** Lists the charsets now, which takes the JDK 60 ms, and not while a first message waits. */
    static void prepare() {
        // the list is made when this class is asked for anything
    }

    /** The text that {@code octets} are in the charset {@code name}. */
    static String decode(byte[] octets, String name) {
        String text = named(name)
                .map(charset -> new String(octets, charset))
                // the last character may have been cut; any other that is broken says that the charset is a wrong one
                .filter(decoded -> isWhole(decoded, octets.length))
                .orElseGet(() -> guess(octets));
        return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    }

    /** The text of the HTML page that {@code octets} are, in the charset {@code name} or, without, the one it says. */
    static String decodeHtml(byte[] octets, String name) {
        if (isNamed(name)) {
            return decode(octets, name);
        }
        String start = new String(octets, 0, Math.min(octets.length, PRESCAN), StandardCharsets.ISO_8859_1);
        Matcher meta = META.matcher(start);
        return decode(octets, meta.find() ? meta.group(1) : name);
    }

    private static boolean isWhole(String decoded, int octets) {
        int broken = decoded.indexOf(REPLACEMENT);
        return broken < 0 || octets > 1 && broken == decoded.length() - 1;
    }

    /** Whether a part says its charset: one that is US-ASCII may as well have said nothing. */
    private static boolean isNamed(String name) {
        return !KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), StandardCharsets.US_ASCII)
                .equals(StandardCharsets.US_ASCII);
    }

    /** US-ASCII and UTF-8 are what is guessed anyway. */
    private static Optional<Charset> named(String name) {
        return Optional.ofNullable(KNOWN.get(name.toLowerCase(Locale.ROOT)))
                .filter(charset ->
                        !charset.equals(StandardCharsets.US_ASCII) && !charset.equals(StandardCharsets.UTF_8))
                .map(charset -> KNOWN.getOrDefault(MEANT.getOrDefault(charset.name(), ""), charset));
    }

    private static ImmutableMap<String, Charset> known() {
        Map<String, Charset> known = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            charset.aliases().forEach(alias -> known.put(alias.toLowerCase(Locale.ROOT), charset));
        }
        // last, for a name outranks an alias
        Charset.availableCharsets().forEach((name, charset) -> known.put(name.toLowerCase(Locale.ROOT), charset));
        return ImmutableMap.copyOf(known);
    }

    private static String guess(byte[] octets) {
        return latin(octets).orElseGet(() -> {
            String text = new String(octets, StandardCharsets.UTF_8);
            return text.indexOf(REPLACEMENT) < 0 ? text : mixed(octets);
        });
    }

    /** The text if it is UTF-8 of no characters beyond U+00FF, as most is: the JDK takes three times as long for it. */
    private static Optional<String> latin(byte[] octets) {
        byte[] characters = new byte[octets.length];
        int length = 0;
        for (int index = 0; index < octets.length; index++) {
            byte octet = octets[index];
            if (octet >= 0) {
                characters[length++] = octet;
            } else if (isLatin(octet) && index + 1 < octets.length && isContinuation(octets[index + 1])) {
                index++;
                characters[length++] = (byte) (octet << 6 | octets[index] & CONTINUED);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new String(characters, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** In UTF-8 two octets, 1100001x 10xxxxxx, are a character from U+0080 to U+00FF. */
    private static boolean isLatin(byte octet) {
        return (octet & 0xFE) == 0xC2;
    }

    private static boolean isContinuation(byte octet) {
        return (octet & ~CONTINUED) == (byte) 0x80;
    }

    private static String mixed(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int count = result.length(); count > 0; count--) {
                out.put(WINDOWS_1252.decode(ByteBuffer.wrap(new byte[] {in.get()})));
            }
        }
    }
}
