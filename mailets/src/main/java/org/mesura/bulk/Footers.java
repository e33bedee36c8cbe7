/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * What an account ends its mail with, learned from the mail itself: sign-off, signature, the advertisement and the seal
 * that a mail program puts under everything. Without this, twenty short answers under one long footer are one text.
 *
 * <p>The ends of the latest {@value #KEPT} different texts are kept. The footer of a message is the longest end, of at
 * most {@value #LONGEST} words, that it shares with {@value #ENOUGH} of them and with as many of the latest {@value #KEPT}
 * messages whatever their text. Two texts are different if what stands above the end they share is. So a campaign teaches
 * nothing: its mails repeat what stands above as well, or, where each has a sentence of its own, few of them have it at
 * the very top. From the fourth message of a new account on its footer is known.
 *
 * <p>Immutable.
 */
public final class Footers {
    /** Nothing is known yet. */
    public static final Footers NONE = new Footers(ImmutableList.of(), ImmutableList.of());

    static final int KEPT = 8;
    static final int LONGEST = 128;
    static final int ENOUGH = 3;

    private final ImmutableList<Ending> different;
    private final ImmutableList<Marks> latest;

    private Footers(ImmutableList<Ending> different, ImmutableList<Marks> latest) {
        checkArgument(
                different.size() <= KEPT && latest.size() <= KEPT,
                "at most %s ends of texts are kept, got %s and %s",
                KEPT,
                different.size(),
                latest.size());
        this.different = different;
        this.latest = latest;
    }

    /** Footers known from the ends of these {@code different} texts and of the {@code latest}, the oldest first. */
    public static Footers of(ImmutableList<short[]> different, ImmutableList<short[]> latest) {
        return new Footers(
                different.stream().map(Ending::new).collect(ImmutableList.toImmutableList()),
                latest.stream().map(Marks::new).collect(ImmutableList.toImmutableList()));
    }

    /** The ends of different texts, the oldest first; each word by an extract of its hash. */
    public ImmutableList<short[]> different() {
        return different.stream().map(Ending::words).collect(ImmutableList.toImmutableList());
    }

    /** The ends of the latest messages, the oldest first: extracts of the hashes of more and more of their last words. */
    public ImmutableList<short[]> latest() {
        return latest.stream().map(Marks::marks).collect(ImmutableList.toImmutableList());
    }

    boolean isNothing() {
        return latest.isEmpty() && different.isEmpty();
    }

    /** How many of the last words of a text that ends like this are its footer. */
    int lengthIn(Ending ending) {
        if (different.size() < ENOUGH) {
            return 0;
        }
        int[] shared = different.stream().mapToInt(ending::shared).sorted().toArray();
        return usual(ending, Math.min(LONGEST, shared[shared.length - ENOUGH]));
    }

    /** So many of the last {@code most} words as enough of the latest messages had too. */
    private int usual(Ending ending, int most) {
        Marks marks = Marks.of(ending);
        int length = most;
        while (length >= Marks.STEP && !isUsual(marks, length)) {
            length = (length - 1) / Marks.STEP * Marks.STEP;
        }
        return length;
    }

    private boolean isUsual(Marks marks, int length) {
        long alike =
                latest.stream().filter(known -> known.agrees(marks, length)).count();
        return alike * KEPT >= (long) ENOUGH * latest.size();
    }

    /** These footers with the end of one more message. */
    Footers with(Ending ending) {
        ImmutableList<Marks> next = ImmutableList.<Marks>builder()
                .addAll(latest)
                .add(Marks.of(ending))
                .build();
        return new Footers(differentWith(ending), last(next));
    }

    private ImmutableList<Ending> differentWith(Ending ending) {
        ImmutableList.Builder<Ending> others = ImmutableList.builderWithExpectedSize(KEPT + 1);
        Ending.Comparison comparison = ending.comparison();
        for (Ending known : different) {
            switch (comparison.with(known)) {
                case SAYS_LESS -> {
                    return different;
                }
                case DIFFERENT -> others.add(known);
                case ALIKE, SAYS_MORE -> {
                    // of two alike the newer stays, and what says more
                }
            }
        }
        return last(others.add(ending).build());
    }

    /** What both know, the latest of each. */
    Footers joinedTo(Footers other) {
        return new Footers(joined(other.different, different), joined(other.latest, latest));
    }

    private static <T> ImmutableList<T> joined(ImmutableList<T> others, ImmutableList<T> own) {
        ImmutableList<T> halfOfOthers = others.subList(Math.max(0, others.size() - KEPT / 2), others.size());
        return last(ImmutableList.<T>builder().addAll(halfOfOthers).addAll(own).build());
    }

    private static <T> ImmutableList<T> last(ImmutableList<T> all) {
        return all.subList(Math.max(0, all.size() - KEPT), all.size());
    }
}
