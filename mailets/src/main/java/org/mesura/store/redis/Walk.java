/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.List;
import java.util.function.BiConsumer;

import org.mesura.review.AccountState;
import org.mesura.submission.Sender;

/** Goes through all accounts in Redis in the order of their names, a page of them at a time. */
record Walk(RedisLink link, byte[] accounts, byte[] prefix) {
    private static final Script PAGE = Script.of("walk.lua");
    /** An account may take some 100 kB, and Redis does nothing else while it makes a page. */
    private static final int ACCOUNTS = 20;

    private static final int FIELDS = 2;

    void each(BiConsumer<Sender, AccountState> reader) throws StoreUnavailable {
        byte[] last = {};
        while (true) {
            List<Object> page = link.call(PAGE, List.of(accounts), List.of(prefix, last, Wire.of(ACCOUNTS)));
            for (int at = 0; at < page.size(); at += FIELDS) {
                AccountState state =
                        Copy.of(Wire.fields(page.get(at + 1)), "", 0).state();
                if (state != AccountState.NEW) {
                    reader.accept(new Sender(Wire.text(page.get(at))), state);
                }
            }
            if (page.size() < ACCOUNTS * FIELDS) {
                return;
            }
            last = (byte[]) page.get(page.size() - FIELDS);
        }
    }
}
