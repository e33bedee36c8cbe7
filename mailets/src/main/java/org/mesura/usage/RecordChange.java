/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

/**
 * What was done to a {@link SendRecord} in one place, to be done to the same record in another, where it went on too.
 *
 * <p>Known by their ids, sends came, moved or were taken back. Of sends whose rows were merged meanwhile only the sum is
 * known: what the record has more than the named ones explain comes as one row at its latest instant, later and so never
 * too little. Example: before are {1, 2}, after are {2, 3, 4}, and the other place has {1, 2, 5}; 1 was taken back, 3 and
 * 4 came, which makes {2, 5, 3, 4} there.
 *
 * @param gone the ids of what was taken back, moved or came: of these the other place's rows do not count
 * @param come what moved or came
 * @param merged the ids of what came and was merged
 */
record RecordChange(ImmutableSet<Long> gone, ImmutableList<Sent> come, ImmutableLongArray merged) {
    static RecordChange of(SendRecord before, SendRecord after) {
        Set<Sent> known = new HashSet<>(before.sent());
        Set<Sent> left = new HashSet<>(after.sent());
        List<Sent> come = named(after.sent(), known);
        List<Sent> went = named(before.sent(), left).stream()
                // what is known still was merged; what was forgotten for its age may be forgotten here too
                .filter(one -> !after.merged().contains(one.id()))
                .toList();
        return new RecordChange(
                Stream.concat(come.stream(), went.stream()).map(Sent::id).collect(ImmutableSet.toImmutableSet()),
                ImmutableList.<Sent>builder()
                        .addAll(come)
                        .addAll(unnamed(before, after, come, went))
                        .build(),
                ImmutableLongArray.copyOf(after.merged().stream().filter(id -> !before.knows(id))));
    }

    private static List<Sent> named(List<Sent> sent, Set<Sent> others) {
        return sent.stream()
                .filter(one -> one.id() != 0 && !others.contains(one))
                .toList();
    }

    private static List<Sent> unnamed(SendRecord before, SendRecord after, List<Sent> come, List<Sent> went) {
        if (after.isEmpty()) {
            return List.of();
        }
        List<Sent> kept = before.sent().stream()
                .filter(one -> one.id() != 0 || !one.at().isBefore(after.earliest()))
                .toList();
        ToLongFunction<ToLongFunction<Charge>> more = measure ->
                Math.max(0, sum(after.sent(), measure) - sum(kept, measure) - sum(come, measure) + sum(went, measure));
        Charge charge = new Charge(
                more.applyAsLong(Charge::messages),
                more.applyAsLong(Charge::recipients),
                more.applyAsLong(Charge::external),
                more.applyAsLong(Charge::bytes));
        return charge.equals(Charge.NOTHING) ? List.of() : List.of(new Sent(0, after.latest(), charge));
    }

    private static long sum(List<Sent> sent, ToLongFunction<Charge> measure) {
        return sent.stream().mapToLong(one -> measure.applyAsLong(one.charge())).sum();
    }

    SendRecord appliedTo(SendRecord record) {
        return record.without(gone).joinedTo(SendRecord.of(come.stream(), merged));
    }
}
