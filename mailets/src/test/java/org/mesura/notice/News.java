/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What the administrator of the city hall of {@link Examples} is told of Mesura itself. */
final class News {
    private static final Instant SINCE = Examples.NOW.minus(Duration.ofMinutes(7));

    static final ImmutableMap<String, Alert> ALL = ImmutableMap.<String, Alert>builder()
            .put("admin-digest", alert(new ServerNews.Unwritten(digest(214))))
            .put("admin-digest-one", alert(new ServerNews.Unwritten(digest(1))))
            .put("admin-store-down", alert(new ServerNews.StoreDown("No space left on device")))
            .put("admin-store-up", alert(new ServerNews.StoreUp()))
            .put(
                    "admin-settings-broken",
                    alert(new ServerNews.SettingsBroken(ImmutableList.of(
                            "unknown element 'polices', did you mean 'policies'? (conf/mesura.xml)",
                            "limit 'recipients per 1h' must be at least 1, got '0' (policy 'staff',"
                                    + " conf/mesura.xml)"))))
            .put("admin-settings-mended", alert(new ServerNews.SettingsMended()))
            .put("admin-held-late", alert(new ServerNews.MailLate(Duration.ofSeconds(187))))
            .put(
                    "admin-templates-broken",
                    alert(new ServerNews.TemplatesBroken(ImmutableList.of(
                            "es/warning.txt.mustache: there is no variable 'nombre'; its built-in form is used"))))
            .buildOrThrow();

    private News() {}

    private static Alert alert(ServerNews news) {
        return new Alert.OfServer(news, SINCE, Examples.NOW);
    }

    private static Digest digest(int accounts) {
        ImmutableMap<Sender, Long> most = IntStream.rangeClosed(1, Math.min(20, accounts))
                .boxed()
                .collect(ImmutableMap.toImmutableMap(
                        number -> new Sender("persona" + number + "@alcaldia.example"),
                        number -> number < 4 ? 2L : 1L));
        return accounts == 1
                ? new Digest(SINCE, ImmutableMap.of(Kind.REFUSED, 1L), 1, ImmutableMap.of(Examples.ANA, 1L))
                : new Digest(SINCE, ImmutableMap.of(Kind.REFUSED, 203L, Kind.WARNING, 14L), accounts, most);
    }
}
