/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Optional;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

/**
 * What is compared of a message: keyed hashes of the words its sender wrote, in their order, and of what else tells a
 * short text from others. It lives as long as the decision takes; what is kept of it is a {@link Consensus}, the hash of
 * the whole and the {@link Footers}.
 *
 * <p>Made by {@link Fingerprinter}.
 */
public final class Fingerprint {
    private final HashFunction keyed;
    private final long[] words;
    private final long beside;
    private final boolean borrowed;
    private final boolean attached;
    private final Ending ending;
    private final int[] starts;
    private final Optional<RecordedText> recorded;

    /**
     * @param keyed hashes whole texts
     * @param words the words
     * @param beside the hash of what tells a short text from others: the subject, the attachments
     * @param borrowed whether most of it is what its sender answers to
     * @param attached whether files come with it
     */
    Fingerprint(HashFunction keyed, Words words, long beside, boolean borrowed, boolean attached) {
        this.keyed = keyed;
        this.words = words.hashes();
        this.beside = beside;
        this.borrowed = borrowed;
        this.attached = attached;
        this.starts = words.starts(Ending.WORDS);
        this.ending = words.ending(starts);
        this.recorded = Optional.empty();
    }

    private Fingerprint(RecordedText recorded) {
        this.keyed = Hashing.farmHashFingerprint64();
        this.words = new long[0];
        this.beside = recorded.campaign();
        this.borrowed = recorded.mayReachMore();
        this.attached = false;
        this.starts = new int[0];
        this.ending = new Ending(new short[0]);
        this.recorded = Optional.of(recorded);
    }

    /** Stands for a text of which only that is known where it belongs. */
    public static Fingerprint of(RecordedText recorded) {
        return new Fingerprint(recorded);
    }

    /** Where it belongs, if only that is known of it. */
    Optional<RecordedText> recorded() {
        return recorded;
    }

    /** How many words it has. */
    int length() {
        return words.length;
    }

    /** How many words stand above a footer of so many words of its ending. */
    int lengthAbove(int footer) {
        return footer == 0 ? words.length : starts[starts.length - footer];
    }

    /** Whether most of it is what its sender answers to. */
    boolean isBorrowed() {
        return borrowed;
    }

    /** Whether so few of its words are no text of their own: more are needed where files come with them. */
    boolean isBrief(int length) {
        return length < (attached ? Fingerprinter.ENOUGH_WORDS_WITH_FILES : Fingerprinter.ENOUGH_WORDS);
    }

    /** Its last words. */
    Ending ending() {
        return ending;
    }

    /** How it begins. */
    Opening opening() {
        short[] first = new short[Math.min(Opening.WORDS, words.length)];
        for (int index = 0; index < first.length; index++) {
            first[index] = (short) words[index];
        }
        return new Opening(first);
    }

    /** The hash of its first {@code length} words, in their order. */
    long text(int length) {
        return hash(length).hash().asLong();
    }

    /** The hash of its first {@code length} words and of what stands beside them. */
    long textAndBeside(int length) {
        return hash(length).putLong(beside).hash().asLong();
    }

    private Hasher hash(int length) {
        Hasher hasher = keyed.newHasher(Long.BYTES * (length + 1));
        for (int index = 0; index < length; index++) {
            hasher.putLong(words[index]);
        }
        return hasher;
    }

    /** The sketch of its first {@code length} words, at least two. */
    Sketch sketch(int length) {
        long[] pairs = new long[length - 1];
        for (int index = 0; index < pairs.length; index++) {
            pairs[index] = Words.pair(words[index], words[index + 1]);
        }
        return Sketch.of(pairs);
    }
}
