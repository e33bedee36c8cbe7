/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Turns text into keyed hashes of its words, so that one text gives one sequence of them however it is dressed.
 *
 * <p>A word is a run of letters; capitals, accents and invisible characters in it do not matter, a letter that looks like
 * a Latin one counts as that, and an ideograph is a word of its own. What a mail merge varies is replaced by a mark:
 * words with a digit, addresses of the web and of mail. A run of one mark is one, since amounts and dates differ in their
 * groups of digits.
 */
final class Words {
    private static final char NO_LETTER = 0;
    private static final char INVISIBLE = 1;
    private static final char DIGIT = '0';

    /** What each character counts as: a letter, {@link #DIGIT}, {@link #INVISIBLE} or {@link #NO_LETTER}. */
    private static final char[] FOLDED = folded();

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final long number;
    private final long link;
    private final long address;
    private long[] hashes = new long[128];
    private int count;

    /** Runs that count as one word at the end of a text: where each ends, where it begins. */
    private final Map<Integer, Integer> solids = new HashMap<>();

    Words(long seed) {
        this.seed = seed;
        this.number = mixed(seed + 1);
        this.link = mixed(seed + 2);
        this.address = mixed(seed + 3);
    }

    /** The hash of two neighbouring words. */
    static long pair(long first, long second) {
        return mixed(first * MULTIPLIER + second);
    }

    int count() {
        return count;
    }

    /** Lets the words from {@code from} on count as one where an end is looked at, if there are any. */
    void closeAsOne(int from) {
        if (from < count) {
            solids.put(count, from);
        }
    }

    /** Where each of the last {@code most} words begins, a run that counts as one included. */
    int[] starts(int most) {
        int[] starts = new int[Math.min(most, count)];
        int place = starts.length;
        int end = count;
        while (place > 0 && end > 0) {
            end = solids.getOrDefault(end, end - 1);
            starts[--place] = end;
        }
        return Arrays.copyOfRange(starts, place, starts.length);
    }

    /** The words that begin at {@code starts}, the last of them at the end. */
    Ending ending(int[] starts) {
        short[] ending = new short[starts.length];
        for (int index = 0; index < starts.length; index++) {
            int end = index + 1 < starts.length ? starts[index + 1] : count;
            long hash = hashes[starts[index]];
            for (int word = starts[index] + 1; word < end; word++) {
                hash = pair(hash, hashes[word]);
            }
            ending[index] = (short) hash;
        }
        return new Ending(ending);
    }

    long[] hashes() {
        return Arrays.copyOf(hashes, count);
    }

    long hash(int index) {
        return hashes[index];
    }

    void add(CharSequence text) {
        add(text, 0, text.length());
    }

    /** Adds the words of {@code text} from {@code start} to before {@code end}. */
    void add(CharSequence text, int start, int end) {
        int index = start;
        while (index < end) {
            while (index < end && text.charAt(index) <= ' ') {
                index++;
            }
            int chunk = index;
            boolean linked = false;
            boolean addressed = false;
            while (index < end && text.charAt(index) > ' ') {
                char character = text.charAt(index);
                linked |= character == ':'
                        && index + 2 < end
                        && text.charAt(index + 1) == '/'
                        && text.charAt(index + 2) == '/';
                addressed |= character == '@' && index > chunk;
                index++;
            }
            if (linked || startsWithWww(text, chunk, index)) {
                mark(link);
            } else if (addressed) {
                mark(address);
            } else {
                split(text, chunk, index);
            }
        }
    }

    private static boolean startsWithWww(CharSequence text, int chunk, int end) {
        int start = chunk < end && isOpening(text.charAt(chunk)) ? chunk + 1 : chunk;
        return end - start > 4
                && (text.charAt(start) | 0x20) == 'w'
                && (text.charAt(start + 1) | 0x20) == 'w'
                && (text.charAt(start + 2) | 0x20) == 'w'
                && text.charAt(start + 3) == '.';
    }

    private static boolean isOpening(char character) {
        return character == '(' || character == '[' || character == '<';
    }

    private void split(CharSequence text, int start, int end) {
        long hash = seed;
        boolean open = false;
        boolean digits = false;
        for (int index = start; index < end; index++) {
            char folded = FOLDED[text.charAt(index)];
            if (folded > DIGIT) {
                if (isIdeograph(folded)) {
                    close(open, digits, hash);
                    close(true, false, (seed ^ folded) * MULTIPLIER);
                    hash = seed;
                    open = false;
                    digits = false;
                } else {
                    hash = (Long.rotateLeft(hash, 5) ^ folded) * MULTIPLIER;
                    open = true;
                }
            } else if (folded == DIGIT) {
                open = true;
                digits = true;
            } else if (folded == NO_LETTER) {
                close(open, digits, hash);
                hash = seed;
                open = false;
                digits = false;
            }
        }
        close(open, digits, hash);
    }

    private void close(boolean open, boolean digits, long hash) {
        if (digits) {
            mark(number);
        } else if (open) {
            append(mixed(hash));
        }
    }

    private void mark(long mark) {
        if (count == 0 || hashes[count - 1] != mark) {
            append(mark);
        }
    }

    private void append(long hash) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = hash;
    }

    private static boolean isIdeograph(char letter) {
        return letter >= 0x2E80 && Character.isIdeographic(letter) || letter >= 0x3040 && letter <= 0x30FF;
    }

    /** Stafford's thirteenth mixer. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private static char[] folded() {
        char[] folded = new char[Character.MAX_VALUE + 1];
        for (int character = 0; character < folded.length; character++) {
            folded[character] = fold((char) character);
        }
        String letters = Lookalikes.LETTERS;
        for (int index = 0; index < letters.length(); index += 2) {
            folded[letters.charAt(index)] = letters.charAt(index + 1);
            folded[Character.toUpperCase(letters.charAt(index))] = letters.charAt(index + 1);
        }
        String capitals = Lookalikes.CAPITALS;
        for (int index = 0; index < capitals.length(); index += 2) {
            folded[capitals.charAt(index)] = capitals.charAt(index + 1);
        }
        return folded;
    }

    private static char fold(char character) {
        if (Character.isSurrogate(character)) {
            return character;
        }
        if (isUnseen(character)) {
            return INVISIBLE;
        }
        if (!Character.isLetterOrDigit(character) && !Character.isAlphabetic(character)) {
            return NO_LETTER;
        }
        if (Character.UnicodeScript.of(character) == Character.UnicodeScript.HANGUL) {
            // its syllables would fall apart into letters, of which the first alone says little
            return character;
        }
        String parts = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        char first = parts.charAt(0);
        return Character.isDigit(first) ? DIGIT : first;
    }

    private static boolean isUnseen(char character) {
        int type = Character.getType(character);
        return type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.CONTROL && character > ' ';
    }
}
