/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.usage.Correspondents;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * The stored form of {@link Correspondents}: how many messages; of each the hash of who wrote it, its own, and when, in
 * milliseconds since the one before, the first since 1970. A message takes some 17 octets.
 */
final class CorrespondentForm {
    private static final int SHORTEST = Long.BYTES + 2;
    private static final long HIGHEST_HASH = 0xFFFF_FFFFL;

    private CorrespondentForm() {}

    static void write(OctetWriter out, Correspondents correspondents) {
        out.number(correspondents.size());
        long before = 0;
        for (int i = 0; i < correspondents.size(); i++) {
            out.hash(correspondents.outsiders().get(i));
            out.number(Integer.toUnsignedLong(correspondents.messages().get(i)));
            out.signed(correspondents.at().get(i) - before);
            before = correspondents.at().get(i);
        }
    }

    static Correspondents read(OctetReader in) {
        int count = in.count(SHORTEST);
        ImmutableLongArray.Builder outsiders = ImmutableLongArray.builder(count);
        ImmutableIntArray.Builder messages = ImmutableIntArray.builder(count);
        ImmutableLongArray.Builder at = ImmutableLongArray.builder(count);
        long instant = 0;
        for (int i = 0; i < count; i++) {
            outsiders.add(in.hash());
            messages.add(message(in.quantity()));
            instant += in.signed();
            at.add(instant);
        }
        return new Correspondents(outsiders.build(), messages.build(), at.build());
    }

    private static int message(long hash) {
        if (hash > HIGHEST_HASH) {
            throw new IllegalArgumentException("a hash of more than four octets");
        }
        return (int) hash;
    }
}
