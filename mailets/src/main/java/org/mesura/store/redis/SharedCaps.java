/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.mesura.policy.Cap;
import org.mesura.store.StoreAlarm;
import org.mesura.usage.CapRecord;

/** The caps that are charged over all servers, for whoever asks for a cap alone; with an account they go as {@link CapUse}. */
final class SharedCaps {
    private static final Script RESTORE = Script.of("restore.lua");
    private static final Script CAPS = Script.of("caps.lua");

    private final RedisLink link;
    private final Exchange exchange;
    private final CapCopies copies;
    private final StoreAlarm alarm;

    SharedCaps(RedisLink link, Exchange exchange, CapCopies copies, StoreAlarm alarm) {
        this.link = link;
        this.exchange = exchange;
        this.copies = copies;
        this.alarm = alarm;
    }

    /** What Redis has of {@code cap}; what this server knows of it while Redis cannot be asked. */
    CapRecord charged(Cap cap) {
        try {
            Object fields =
                    link.call(CAPS, List.of(exchange.key(cap)), List.of()).get(0);
            return CapCopy.of(Wire.fields(fields), "", System.nanoTime()).record();
        } catch (StoreUnavailable e) {
            alarm.raise("a cap is told by what this server knows of it, for Redis cannot be asked", e);
            return copies.alone().of(cap);
        }
    }

    /** Makes of {@code cap} at least what {@code kept} has of each slice. */
    void restore(Cap cap, CapRecord kept) {
        List<byte[]> arguments = new ArrayList<>(List.of(Wire.of(Exchange.CAP_LIFE.toMillis())));
        kept.slices().forEach((slice, used) -> {
            arguments.add(Wire.of(slice));
            arguments.add(Wire.of(used));
        });
        try {
            link.call(RESTORE, List.of(exchange.key(cap)), arguments);
        } catch (StoreUnavailable e) {
            throw new UncheckedIOException(new IOException("Redis cannot be told what was charged to a cap", e));
        }
    }
}
