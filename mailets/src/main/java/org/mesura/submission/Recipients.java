/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;

/**
 * The distinct envelope recipients (RFC 5321 RCPT) of a submission, judged before any rewriting: a group with outside
 * members is one internal recipient. Outsiders are known by keyed hashes only.
 *
 * @param internal how many recipients are of James's own or configured internal domains
 * @param external the keyed hashes of all others, distinct, ascending
 */
public record Recipients(int internal, ImmutableLongArray external) {
    public Recipients {
        checkArgument(internal >= 0, "internal recipients must not be negative, got %s", internal);
        external = ImmutableLongArray.copyOf(external.stream().sorted().distinct());
    }

    /** Recipients of whom {@code internal} are insiders; the hashes may repeat and come in any order. */
    public static Recipients of(int internal, long... external) {
        return new Recipients(internal, ImmutableLongArray.copyOf(external));
    }

    /** How many recipients are outside the institution. */
    public int outside() {
        return external.length();
    }

    /** All distinct recipients. */
    public int total() {
        return Math.addExact(internal, external.length());
    }
}
