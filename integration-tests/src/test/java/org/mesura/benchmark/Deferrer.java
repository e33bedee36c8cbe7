/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.nio.file.Path;
import java.util.Locale;

import org.mesura.runner.ExtensionJar;
import org.mesura.runner.ServerSettings;

/** Who keeps mail back until it fits the limit, on a James that is the same but for that. */
enum Deferrer {
    /** Nobody: what the mail costs anyway. */
    NOBODY("") {
        @Override
        ServerSettings configure(ServerSettings settings) {
            return settings.replace("mailetcontainer.xml", REVIEW, "");
        }
    },
    /** {@code DeferSubmission} and the schedule. */
    MESURA("DeferSubmission") {
        @Override
        ServerSettings configure(ServerSettings settings) {
            return settings;
        }
    },
    /** James's {@code Requeue}: whatever does not fit comes again after two seconds, and again. */
    REQUEUE("Requeue") {
        @Override
        ServerSettings configure(ServerSettings settings) {
            Path jar = Path.of(System.getProperty("mesura.server")).resolveSibling("requeue.jar");
            return settings.andExtension(ExtensionJar.at(jar, "org/mesura/benchmark/requeue/OverRate"))
                    .replace("mailetcontainer.xml", REVIEW, OVER_RATE)
                    .replace("mailetcontainer.xml", REFUSED, AGAIN + REFUSED);
        }
    },
    /** The same {@code Requeue} behind RateLimitJ's window as James sets it up, as coarse as it is long. */
    RATELIMITJ("Requeue") {
        @Override
        ServerSettings configure(ServerSettings settings) {
            return limited(settings, "");
        }
    },
    /** The same with a window that slides, by a second at a time. */
    RATELIMITJ_SLIDING("Requeue") {
        @Override
        ServerSettings configure(ServerSettings settings) {
            return limited(settings, "<precision>1</precision>");
        }
    };

    /** The most that may leave in a window. */
    static final int LIMIT = 100;
    /** What reservations may take of it. */
    static final int RESERVABLE = 90;
    /** The window in seconds. */
    static final int WINDOW = 5;
    /** Whose mail is kept back. */
    static final String DOMAIN = "paced.example";

    private static final String REVIEW = "<mailet match=\"All\" class=\"org.mesura.mailet.ReviewSubmission\"/>";
    private static final String REFUSED = "<processor state=\"mesura-refused\"";
    private static final String OVER_RATE = """
            <mailet match="org.mesura.benchmark.requeue.OverRate=%s,%s,%s" class="ToProcessor">
                <processor>again</processor>
            </mailet>
            """.formatted(DOMAIN, LIMIT, WINDOW);
    private static final String REQUEUED = """
            <mailet match="All" class="Requeue">
                <delay>2s</delay>
                <processor>root</processor>
            </mailet>
            """;
    private static final String AGAIN = "<processor state=\"again\" enableJmx=\"false\">" + REQUEUED + "</processor>";

    private final String mailet;

    Deferrer(String mailet) {
        this.mailet = mailet;
    }

    abstract ServerSettings configure(ServerSettings settings);

    private static ServerSettings limited(ServerSettings settings, String precision) {
        ServerSettings without = RateLimitJ.addTo(settings.replace("mailetcontainer.xml", REVIEW, ""));
        return RateLimitJ.limit(without, "SenderIsRegex=(.*@" + DOMAIN + ")", LIMIT, WINDOW, precision, REQUEUED);
    }

    /** The class of the mailet that asks the limit of each mail, without its package. */
    String asker() {
        return this == MESURA ? "ReviewSubmission" : "RateLimit";
    }

    /** The class of the mailet that keeps mail back, without its package. */
    String mailet() {
        return mailet;
    }

    /** How many of a window's mails those that were kept back may be. */
    int reservable() {
        return this == MESURA ? RESERVABLE : LIMIT;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
