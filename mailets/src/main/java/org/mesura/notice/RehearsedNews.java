/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** News of Mesura itself of every kind, for {@link Rehearsal}. */
final class RehearsedNews {
    private static final ImmutableList<String> LINES = ImmutableList.of("one", "two");
    private static final ImmutableList<String> MANY = ImmutableList.copyOf(Collections.nCopies(25, "line"));

    private RehearsedNews() {}

    static Stream<Alert> all() {
        return Stream.of(
                        new ServerNews.Unwritten(digest(1)),
                        new ServerNews.Unwritten(digest(40)),
                        new ServerNews.StoreDown("no space"),
                        new ServerNews.StoreUp(),
                        new ServerNews.SettingsBroken(LINES),
                        new ServerNews.SettingsBroken(MANY),
                        new ServerNews.SettingsMended(),
                        new ServerNews.MailLate(Duration.ofSeconds(190)),
                        new ServerNews.TemplatesBroken(LINES),
                        new ServerNews.TemplatesBroken(MANY))
                .map(news -> new Alert.OfServer(news, Rehearsal.NOW.minusSeconds(60), Rehearsal.NOW));
    }

    private static Digest digest(int accounts) {
        ImmutableMap<Kind, Long> kinds =
                EnumSet.allOf(Kind.class).stream().collect(ImmutableMap.toImmutableMap(kind -> kind, kind -> 2L));
        ImmutableMap<Sender, Long> most = IntStream.rangeClosed(1, Math.min(20, accounts))
                .boxed()
                .collect(ImmutableMap.toImmutableMap(number -> new Sender("a" + number + "@b.example"), number -> 3L));
        return new Digest(Rehearsal.NOW.minusSeconds(60), kinds, accounts, most);
    }
}
