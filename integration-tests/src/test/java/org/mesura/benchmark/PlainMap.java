/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * No engine at all: {@link ConcurrentHashMap#get} with Mesura's keys, equal to those in the map but not identical, as a
 * server makes them of each mail. Less than that a charge cannot cost.
 */
final class PlainMap implements Engine {
    private final ConcurrentMap<Object, Boolean> accounts = new ConcurrentHashMap<>();

    @Override
    public Work ready(Charges charges) {
        Object[] keys = charges.accounts().stream().map(MesuraLedger::key).toArray();
        return () -> {
            for (Object key : keys) {
                if (accounts.get(key) == null) {
                    accounts.put(key, true); // while it is filled
                }
            }
            return keys.length;
        };
    }
}
