/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The lines of a page while they are written: blanks are drawn together, and empty lines; quoted lines begin with {@code
 * >}; the line {@code "-- "} stands before a signature unless the text goes on behind it.
 */
final class VisibleLines {
    private static final String QUOTE = "> ";
    private static final String SIGNATURE = "-- ";
    private static final char NO_BREAK_SPACE = '\u00A0';

    /** How the header of an answered message begins that Outlook copies below a rule, in our users' languages. */
    private static final Pattern ANSWERED = Pattern.compile("(?:From|De|Von|Da|Van|Desde|Remitente)\\s?:");

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private String mark = "";
    private boolean blank;
    private boolean apart;
    private boolean ruled;
    private boolean answered;
    private int quotes;
    private int signatures;
    private int signatureStart;
    private OptionalInt signature = OptionalInt.empty();

    /**
     * @param limit how many characters are enough
     */
    VisibleLines(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return text.length() + line.length() >= limit;
    }

    /** Writes on the line; {@code spaced} words keep their line breaks. */
    void write(String words, boolean spaced) {
        char[] kept = new char[words.length() + 1];
        int length = 0;
        for (int index = 0; index < words.length(); index++) {
            char character = words.charAt(index);
            if (character > ' ' && character != NO_BREAK_SPACE) {
                if (blank) {
                    kept[length++] = ' ';
                }
                kept[length++] = character;
                blank = false;
            } else if (character == '\n' && spaced) {
                write(kept, length);
                length = 0;
                lineBreak();
            } else {
                blank = true;
            }
        }
        write(kept, length);
    }

    private void write(char[] words, int length) {
        // a line does not begin with a blank
        int start = line.length() == 0 && length > 0 && words[0] == ' ' ? 1 : 0;
        if (length > start) {
            line.append(mark).append(words, start, length - start);
            mark = "";
        }
    }

    /** Writes {@code item} before the words that come. */
    void mark(String item) {
        mark = item;
    }

    /** Parts what comes from what stands on the line. */
    void space() {
        blank = true;
    }

    /** Begins a line; where one begins already, an empty line stays. */
    void lineBreak() {
        apart |= line.length() == 0;
        startLine();
    }

    /** Sets what comes apart by an empty line. */
    void paragraph() {
        startLine();
        apart = true;
    }

    /** A rule across the page: an answered message may begin below. */
    void rule() {
        paragraph();
        ruled = true;
    }

    void startQuote() {
        startLine();
        quotes++;
    }

    void endQuote() {
        startLine();
        quotes--;
    }

    /** All that comes is an answered message. */
    void answered() {
        startLine();
        answered = true;
    }

    void startSignature() {
        startLine();
        if (signatures++ == 0) {
            signatureStart = text.length();
        }
    }

    void endSignature() {
        startLine();
        if (--signatures == 0 && signature.isEmpty() && !isQuoted() && text.length() > signatureStart) {
            signature = OptionalInt.of(signatureStart);
        }
    }

    /** Begins a line unless one begins already. */
    void startLine() {
        blank = false;
        if (line.length() == 0) {
            return;
        }
        if (ruled) {
            answered |= ANSWERED.matcher(line).lookingAt();
            ruled = false;
        }
        if (apart && text.length() > 0) {
            text.append('\n');
        }
        apart = false;
        if (isQuoted()) {
            text.append(QUOTE);
        } else if (signatures == 0) {
            signature = OptionalInt.empty();
        }
        text.append(line.length() == 2 && line.charAt(0) == '-' && line.charAt(1) == '-' ? SIGNATURE : line)
                .append('\n');
        line.setLength(0);
    }

    /** The lines. */
    String text() {
        startLine();
        signature.ifPresent(start -> {
            if (!isSignature(start - SIGNATURE.length() - 1) && !isSignature(start) && !isSignature(start + 1)) {
                text.insert(start, SIGNATURE + "\n");
            }
        });
        return text.toString();
    }

    private boolean isQuoted() {
        return quotes > 0 || answered;
    }

    private boolean isSignature(int start) {
        return start >= 0 && text.indexOf(SIGNATURE + "\n", start) == start;
    }
}
