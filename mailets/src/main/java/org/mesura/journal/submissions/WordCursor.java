/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

/** The words of a line, one after the other; each is followed by a space. */
final class WordCursor {
    private final String line;
    private final int end;
    private int at;

    WordCursor(String line, int end) {
        this.line = line;
        this.end = end;
    }

    boolean hasNext() {
        return at < end;
    }

    String next() {
        int space = line.indexOf(' ', at);
        if (space < 0 || space >= end) {
            throw new IllegalArgumentException("it has too few words");
        }
        String word = line.substring(at, space);
        at = space + 1;
        return word;
    }

    long number() {
        return Long.parseLong(next());
    }

    int count() {
        return Integer.parseInt(next());
    }

    boolean flag() {
        return next().equals("1");
    }
}
