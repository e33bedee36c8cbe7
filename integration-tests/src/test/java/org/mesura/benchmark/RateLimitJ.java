/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.mesura.runner.ExtensionJar;
import org.mesura.runner.ServerSettings;

import de.jkeylockmanager.manager.KeyLockManager;
import es.moki.ratelimitj.core.limiter.request.RequestRateLimiter;
import es.moki.ratelimitj.inmemory.request.InMemorySlidingWindowRequestRateLimiter;
import net.jodah.expiringmap.ExpiringMap;

/** Puts RateLimitJ's window into a server, in the mailet that James has for it. */
final class RateLimitJ {
    /** The processor that mail over the limit goes to. */
    static final String EXCEEDED = "exceeded";

    private static final String BEFORE = "<mailet match=\"RelayLimit=30\" class=\"Null\"/>";
    private static final String PROCESSORS = "<processors>";

    private RateLimitJ() {}

    /** {@code settings} with its jars. */
    static ServerSettings addTo(ServerSettings settings) {
        Path ours = Path.of(System.getProperty("mesura.server")).resolveSibling("ratelimit.jar");
        Stream.of(
                        InMemorySlidingWindowRequestRateLimiter.class,
                        RequestRateLimiter.class,
                        ExpiringMap.class,
                        KeyLockManager.class)
                .map(RateLimitJ::jar)
                .forEach(settings::andExtension);
        return settings.andExtension(ExtensionJar.at(ours, "org/mesura/benchmark/requeue/RateLimit"));
    }

    /**
     * Puts the mailet where Mesura's review would be.
     *
     * @param match whom it is for
     * @param precision the mailet's, an element or nothing
     * @param exceeded what becomes of what is more
     */
    static ServerSettings limit(
            ServerSettings settings, String match, int count, int seconds, String precision, String exceeded) {
        String mailet = """
                <mailet match="%s" class="org.mesura.benchmark.requeue.RateLimit">
                    <count>%s</count><seconds>%s</seconds>%s<exceededProcessor>%s</exceededProcessor>
                </mailet>
                """.formatted(match, count, seconds, precision, EXCEEDED);
        String processor = "<processor state=\"%s\" enableJmx=\"false\">%s</processor>".formatted(EXCEEDED, exceeded);
        return settings.replace("mailetcontainer.xml", BEFORE, BEFORE + mailet)
                .replace("mailetcontainer.xml", PROCESSORS, PROCESSORS + processor);
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
