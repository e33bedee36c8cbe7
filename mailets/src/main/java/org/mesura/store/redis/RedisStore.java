/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.InstantSource;
import java.util.Optional;

import org.mesura.hold.Leases;
import org.mesura.notice.NoticeLog;
import org.mesura.review.AccountBook;
import org.mesura.review.Timing;
import org.mesura.store.StoreAlarm;
import org.mesura.store.StoreHealth;
import org.mesura.store.StoreTimes;
import org.mesura.submission.HashKey;

/** All that several servers share in one Redis, and the way to it. Start reading here. */
public final class RedisStore implements AutoCloseable {
    private final LettuceLink link;
    private final RedisAccountBook accountBook;
    private final NoticeLog noticeLog;
    private final Leases leases;
    private final StoreHealth health;

    private RedisStore(LettuceLink link, Standby standby, HashKey key, StoreAlarm alarm, StoreTimes times) {
        RedisLink timed = new TimedLink(link, times);
        this.link = link;
        this.accountBook = new RedisAccountBook(timed, standby, alarm::raise, Timing.by(link.clock()));
        this.noticeLog = new RedisNoticeLog(timed, alarm);
        this.leases = new RedisLeases(timed);
        StoreHealth agreement = new KeyAgreement(link, key);
        agreement.fault().ifPresent(fault -> alarm.raise(fault, new IllegalStateException("another key")));
        this.health = StoreHealth.ofAll(this::away, this::behind, agreement);
    }

    /**
     * Opens the store, whether Redis is there or not.
     *
     * @param standby what is done while Redis is away
     * @param key under which this server hashes; the others must have the same
     * @param times is told how long each call takes
     */
    public static RedisStore open(
            RedisServers servers, Standby standby, HashKey key, StoreAlarm alarm, StoreTimes times) {
        return new RedisStore(LettuceLink.open(servers, InstantSource.system()), standby, key, alarm, times);
    }

    public AccountBook accountBook() {
        return accountBook;
    }

    public NoticeLog noticeLog() {
        return noticeLog;
    }

    public Leases leases() {
        return leases;
    }

    public StoreHealth health() {
        return health;
    }

    /** The clock of Redis, by which all servers go. */
    public InstantSource clock() {
        return link.clock();
    }

    @Override
    public void close() {
        accountBook.close();
        link.close();
    }

    private Optional<String> away() {
        return link.fault().map(why -> "each server decides by itself, for Redis is away: " + why);
    }

    private Optional<String> behind() {
        return Optional.of(accountBook.waiting())
                .filter(waiting -> waiting > 0)
                .map(waiting -> waiting + " accounts that were decided on without Redis are still to be handed in");
    }
}
