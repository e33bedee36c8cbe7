/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * What the texts of one campaign have in common: of each component of their sketches the value that most of them have,
 * by a vote that needs a counter only (Boyer and Moore, <em>MJRTY: a fast majority vote algorithm</em>, 1981).
 *
 * <p>Two mails of a merge in which each tenth word was replaced have too little in common to be told from two ordinary
 * ones: of a hundred pairs of words each keeps some 80, both the same 65, which is half of the 135 that the two have
 * together. Against the original each has 80 of 120. The vote finds the original: what was replaced differs from mail to
 * mail and gathers no votes.
 *
 * <p>Immutable.
 */
public final class Consensus {
    private static final int MOST_VOTES = 15;

    private final byte[] values;
    private final byte[] votes;

    private Consensus(byte[] values, byte[] votes) {
        this.values = values;
        this.votes = votes;
    }

    static Consensus of(Sketch first) {
        byte[] values = new byte[Sketch.COMPONENTS];
        byte[] votes = new byte[Sketch.COMPONENTS];
        for (int index = 0; index < values.length; index++) {
            values[index] = first.component(index);
        }
        Arrays.fill(votes, (byte) 1);
        return new Consensus(values, votes);
    }

    /** The consensus that {@link #octets()} told of. */
    public static Consensus ofOctets(byte[] octets) {
        checkArgument(octets.length == OCTETS, "a consensus takes %s octets, got %s", OCTETS, octets.length);
        return new Consensus(
                Arrays.copyOf(octets, Sketch.COMPONENTS), Arrays.copyOfRange(octets, Sketch.COMPONENTS, OCTETS));
    }

    /** How many octets {@link #octets()} gives. */
    public static final int OCTETS = 2 * Sketch.COMPONENTS;

    /** The values, then the votes. */
    public byte[] octets() {
        byte[] octets = Arrays.copyOf(values, OCTETS);
        System.arraycopy(votes, 0, octets, Sketch.COMPONENTS, Sketch.COMPONENTS);
        return octets;
    }

    /** How many components of {@code sketch} are as most have them. */
    int agreement(Sketch sketch) {
        int equal = 0;
        for (int index = 0; index < values.length; index++) {
            if (values[index] == sketch.component(index)) {
                equal++;
            }
        }
        return equal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consensus that && Arrays.equals(octets(), that.octets());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** How many components both have. */
    int agreement(Consensus other) {
        int equal = 0;
        for (int index = 0; index < values.length; index++) {
            if (values[index] == other.values[index]) {
                equal++;
            }
        }
        return equal;
    }

    Consensus with(Sketch sketch) {
        byte[] nextValues = values.clone();
        byte[] nextVotes = votes.clone();
        for (int index = 0; index < values.length; index++) {
            if (values[index] == sketch.component(index)) {
                nextVotes[index] = (byte) Math.min(MOST_VOTES, votes[index] + 1);
            } else if (votes[index] > 1) {
                nextVotes[index]--;
            } else {
                nextValues[index] = sketch.component(index);
            }
        }
        return new Consensus(nextValues, nextVotes);
    }
}
