/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;

import com.google.common.collect.ImmutableMap;

/** What templates can say of the instant at which sending is free again. */
final class FreeAt {
    private FreeAt() {}

    static ImmutableMap<String, Object> facts(Instant instant, Instant now, Wording wording) {
        Instant minute = Wording.minute(instant);
        return ImmutableMap.of(
                "moment", wording.moment(minute, now),
                "day", wording.day(minute),
                "time", wording.time(minute),
                "wait", wording.wait(now, instant));
    }
}
