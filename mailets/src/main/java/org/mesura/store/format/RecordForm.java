/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.time.Instant;
import java.util.stream.Stream;

import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.primitives.ImmutableLongArray;

/**
 * The stored form of a {@link SendRecord}: how many sends, twice, and one more if none has an id; of each the
 * milliseconds since the one before, the first since 1970, its id, messages, recipients, external recipients and bytes;
 * then how many merged ids, and these.
 */
final class RecordForm {
    private static final int SHORTEST_SEND = 5;
    private static final long LONGEST = 0xFFFF_FFFFL;
    private static final long FARTHEST = 1L << 50;

    /** What a send takes as a rule, and all else of a record that has no merged ids. */
    private static final int USUAL_SEND = 18;

    private static final int REST = 16;

    private RecordForm() {}

    /** How many octets a record of so many sends takes as a rule. */
    static int roomFor(int sends) {
        return REST + sends * USUAL_SEND;
    }

    static boolean isEmpty(SendRecord record) {
        return record.size() == 0 && record.merged().isEmpty();
    }

    static void write(OctetWriter out, SendRecord record) {
        boolean withIds = record.hasIds();
        out.number(2L * record.size() + (withIds ? 0 : 1));
        record.forEach(new Sends(out, withIds));
        ImmutableLongArray merged = record.merged();
        out.number(merged.length());
        merged.forEach(out::hash);
    }

    static SendRecord read(OctetReader in) {
        long head = in.quantity();
        int sends = in.bounded(head >>> 1, SHORTEST_SEND);
        boolean withIds = (head & 1) == 0;
        Stream.Builder<Sent> sent = Stream.builder();
        long first = sends == 0 ? 0 : in.signed();
        if (first < -FARTHEST || first > FARTHEST) {
            throw new IllegalArgumentException("a send out of all time");
        }
        long millis = first;
        for (int i = 0; i < sends; i++) {
            millis += i == 0 ? 0 : step(in);
            sent.add(new Sent(
                    withIds ? in.hash() : 0,
                    Instant.ofEpochMilli(millis),
                    new Charge(in.quantity(), in.quantity(), in.quantity(), in.quantity())));
        }
        return SendRecord.of(sent.build(), hashes(in));
    }

    private static long step(OctetReader in) {
        long step = in.quantity();
        if (step > LONGEST) {
            throw new IllegalArgumentException("sends too far apart");
        }
        return step;
    }

    static ImmutableLongArray hashes(OctetReader in) {
        int count = in.count(Long.BYTES);
        ImmutableLongArray.Builder hashes = ImmutableLongArray.builder(count);
        for (int i = 0; i < count; i++) {
            hashes.add(in.hash());
        }
        return hashes.build();
    }

    private static final class Sends implements SendRecord.Reader {
        private final OctetWriter out;
        private final boolean withIds;
        private boolean begun;
        private long before;

        private Sends(OctetWriter out, boolean withIds) {
            this.out = out;
            this.withIds = withIds;
        }

        @Override
        public void send(long id, long millis, long messages, long recipients, long external, long bytes) {
            if (begun) {
                out.number(millis - before);
            } else {
                out.signed(millis);
            }
            begun = true;
            before = millis;
            if (withIds) {
                out.hash(id);
            }
            out.number(messages);
            out.number(recipients);
            out.number(external);
            out.number(bytes);
        }
    }
}
