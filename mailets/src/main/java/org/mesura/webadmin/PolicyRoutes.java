/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

import javax.inject.Provider;

import org.mesura.config.LoadedSettings;
import org.mesura.config.Settings;
import org.mesura.config.SettingsInForce;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.usage.LimitUsage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows what holds for all: which policies are in force since when, how full the institution's caps are; tries others. */
final class PolicyRoutes {
    private static final String POLICY = MesuraRoutes.BASE + "/policy";
    private static final String XML = "application/xml";
    private static final int LARGEST = 1_000_000;

    private final AccountBook book;
    private final SettingsInForce inForce;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    PolicyRoutes(AccountBook book, SettingsInForce inForce, Provider<Settings> settings, InstantSource clock) {
        this.book = book;
        this.inForce = inForce;
        this.settings = settings;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(POLICY, this::policy);
        service.post(POLICY + "/validate", this::validate);
        service.get(MesuraRoutes.BASE + "/caps", this::caps);
    }

    private String policy(Request request, Response response) throws JsonProcessingException {
        return Json.of(InForce.of(inForce.now()), response);
    }

    private String validate(Request request, Response response) throws JsonProcessingException {
        RequestBody.checkType(request, XML);
        ImmutableList<String> mistakes = inForce.mistakesIn(RequestBody.of(request, LARGEST));
        JournalRoutes.isNoAct(request);
        return Json.of(new Trial(mistakes.isEmpty(), mistakes), response);
    }

    private String caps(Request request, Response response) throws JsonProcessingException {
        Instant now = clock.instant();
        return Json.of(
                settings.get().policies().caps().stream()
                        .map(cap -> CapPage.of(cap, book.usage(cap, now)))
                        .collect(ImmutableList.toImmutableList()),
                response);
    }

    record InForce(
            int version,
            Instant since,
            String mode,
            String source,
            boolean degraded,
            ImmutableList<String> mistakes,
            ImmutableList<PolicyPage> policies) {
        static InForce of(SettingsInForce.Version version) {
            LoadedSettings loaded = version.loaded();
            return new InForce(
                    version.number(),
                    version.since(),
                    loaded.settings().policies().mode().name().toLowerCase(Locale.ROOT),
                    loaded.source().toString(),
                    loaded.degraded(),
                    loaded.mistakes(),
                    loaded.settings().policies().policies().stream()
                            .map(PolicyPage::of)
                            .collect(ImmutableList.toImmutableList()));
        }
    }

    /** What came of the trial of a settings file. */
    record Trial(boolean valid, ImmutableList<String> mistakes) {}

    record CapPage(String name, long quantity, long windowSeconds, long used, long remaining, long percent) {
        static CapPage of(Cap cap, LimitUsage usage) {
            return new CapPage(
                    cap.name(),
                    usage.limit().quantity(),
                    usage.limit().window().toSeconds(),
                    usage.used(),
                    usage.remaining(),
                    usage.percent());
        }
    }
}
