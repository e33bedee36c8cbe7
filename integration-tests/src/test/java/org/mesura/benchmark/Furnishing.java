/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.Locale;
import java.util.regex.Pattern;

import org.mesura.runner.ServerSettings;

import com.google.common.collect.ImmutableList;

/**
 * What a James is given beside what all of them have, the configuration of {@code conf/}.
 */
enum Furnishing {
    /** The same James: no jar, no module, no mailet, matcher, handler, route nor health check of Mesura's. */
    NOTHING {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            return settings.withoutExtension()
                    .edit("mailetcontainer.xml", Furnishing::bare)
                    .edit("smtpserver.xml", Furnishing::bare)
                    .replace("extensions.properties", MODULE, "")
                    .replace("webadmin.properties", ROUTES, "")
                    .replace("healthcheck.properties", HEALTH, "");
        }
    },
    /** The same James with the engine of its own limiter: a limit a minute for each sender, with room. */
    RATE_LIMIT {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            return RateLimitJ.limit(
                    RateLimitJ.addTo(NOTHING.addTo(settings, redis)),
                    "All",
                    ROOM,
                    60,
                    "",
                    "<mailet match=\"All\" class=\"Null\"/>");
        }
    },
    /** Mesura that does no more than that. */
    ONE_LIMIT {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            return settings.openDoor().edit("mesura.xml", shipped -> """
                    <mesura>
                      <policies>
                        <policy name="one"><limit measure="messages" quantity="%s" window="1min"/>%s</policy>
                      </policies>
                      <assignments default="one"/>
                    </mesura>
                    """.formatted(ROOM, NO_RULE));
        }
    },
    /** Mesura as it is shipped, but for room in all its limits. */
    MESURA {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            return settings.edit("mesura.xml", shipped -> roomy(BULK, "<store kind=\"embedded\"/>"));
        }
    },
    /** The same without the bulk rule: no message is read. */
    NO_BULK {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            return settings.edit("mesura.xml", shipped -> roomy(NO_RULE, "<store kind=\"embedded\"/>"));
        }
    },
    /** The same as {@link #MESURA} with its counts in Redis. */
    REDIS {
        @Override
        ServerSettings addTo(ServerSettings settings, String redis) {
            String store = "<store kind=\"redis\"><redis url=\"%s\"/></store>".formatted(redis);
            return settings.edit("mesura.xml", shipped -> roomy(BULK, store));
        }
    };

    private static final int ROOM = 100_000_000;
    private static final String MODULE = "guice.extension.module=org.mesura.wiring.MesuraModule";
    private static final String ROUTES = "org.mesura.webadmin.MesuraRoutes,org.mesura.webadmin.ConsoleRoutes,";
    private static final String HEALTH = "additional.healthchecks=org.mesura.health.MesuraHealthCheck";
    private static final String BULK = "<bulk advise=\"50\" stop=\"150\" refuse=\"500\" visible=\"25\" window=\"1d\""
            + " answersWithin=\"7d\" action=\"hold\" pace=\"50\"/>";
    /** A policy without any has the usual rule. */
    private static final String NO_RULE = "<bulk enabled=\"false\"/>";

    private static final ImmutableList<Pattern> OURS = ImmutableList.of(
            // by its indentation: an element of the same name lies within
            Pattern.compile("(?s)<processor state=\"mesura-.*?\n {8}</processor>"),
            Pattern.compile("<mailet [^>]*org\\.mesura\\.[^>]*/>"),
            Pattern.compile("(?s)<mailet match=\"org\\.mesura\\.[^>]*[^/]>.*?</mailet>"),
            Pattern.compile("<handler class=\"org\\.mesura\\.[^>]*/>"));

    /**
     * Adds all that such a server has.
     *
     * @param redis where the Redis of those is that need one
     */
    abstract ServerSettings addTo(ServerSettings settings, String redis);

    /** Whether Mesura reviews what is sent. */
    boolean isReviewed() {
        return this != NOTHING && this != RATE_LIMIT;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code xml} without what is Mesura's. */
    static String bare(String xml) {
        String bare = xml;
        for (Pattern ours : OURS) {
            bare = ours.matcher(bare).replaceAll("");
        }
        if (bare.contains("org.mesura")) {
            throw new IllegalStateException("something of Mesura's is left:\n" + bare);
        }
        return bare;
    }

    /** The limits of staff with room for anybody. */
    private static String roomy(String bulk, String store) {
        return """
                <mesura>
                  <policies>
                    <policy name="roomy">
                      <limit measure="messages" quantity="%1$s" window="1min"/>
                      <limit measure="messages" quantity="%1$s" window="1h"/>
                      <limit measure="messages" quantity="%1$s" window="1d"/>
                      <limit measure="recipients" quantity="%1$s" window="1h"/>
                      <limit measure="recipients" quantity="%1$s" window="1d"/>
                      <limit measure="external recipients" quantity="%1$s" window="1h"/>
                      <limit measure="external recipients" quantity="%1$s" window="1d"/>
                      <limit measure="bytes" quantity="1000TB" window="1d"/>
                      <recipientsPerMessage>100</recipientsPerMessage>
                      <overLimit>defer</overLimit>
                      %2$s
                    </policy>
                  </policies>
                  <assignments default="roomy"/>
                  %3$s
                </mesura>
                """.formatted(ROOM, bulk, store);
    }
}
