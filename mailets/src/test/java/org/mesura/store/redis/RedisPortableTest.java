/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.store.format.States.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.store.format.States;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.portable.StateExport;
import org.mesura.store.portable.StateImport;
import org.mesura.store.redis.FaultyLink.Fault;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableSortedMap;

/** What goes from one store to another by way of a file. */
class RedisPortableTest extends OnRedis {
    private static final Cap CAP = Cap.ofInstitution(500, Duration.ofDays(1));

    @Test
    void stateShouldGoToRedisAndBackUnchanged() throws IOException {
        AccountBook memory = new MemoryAccountBook();
        States states = new States(19);
        for (int account = 0; account < 100; account++) {
            memory.change(new Sender("u" + account + "@a.example"), Accounts.restore(states.next(), NOW), NOW);
        }
        // Redis keeps no instant of a cap
        memory.restore(CAP, new CapRecord(ImmutableSortedMap.of(4_100L, 7L, 4_101L, 300L), Long.MIN_VALUE));
        AccountBook redis = server().book();
        taken(redis, exported(memory));
        taken(redis, exported(memory));
        AccountBook back = new MemoryAccountBook();
        taken(back, exported(server().book()));

        assertThat(sorted(exported(server().book()))).isEqualTo(sorted(exported(memory)));
        assertThat(sorted(exported(back))).isEqualTo(sorted(exported(memory)));
        assertThat(alarms).hasValue(0);
    }

    @Test
    void exportShouldFailRatherThanLeaveOutAccountsWhenRedisIsAway() throws IOException {
        Server server = server();
        server.book().change(new Sender("ana@a.example"), Accounts.restore(new States(3).next(), NOW), NOW);
        server.that(Fault.AWAY);

        assertThatThrownBy(() -> new StateExport(server.book()).write(OutputStream.nullOutputStream(), List.of(), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Redis cannot be asked");
    }

    private static String exported(AccountBook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StateExport(book).write(out, List.of(CAP), NOW);
        return out.toString(UTF_8);
    }

    private static void taken(AccountBook book, String state) throws IOException {
        new StateImport(book).read(new ByteArrayInputStream(state.getBytes(UTF_8)), NOW);
    }

    private static List<String> sorted(String lines) {
        return lines.lines().sorted().toList();
    }
}
