/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import org.mesura.runner.ServerSettings;

/** Where mail to the world ends on a server that is measured. */
enum Road {
    /** In James's {@code Null} behind all processors that it goes through, so that nothing is there to hide a cost in. */
    NULL {
        @Override
        ServerSettings lead(ServerSettings settings) {
            return settings.replace("mailetcontainer.xml", RELAY, RELAY + "<mailet match=\"All\" class=\"Null\"/>");
        }

        @Override
        long gone(TimedServer server) {
            return server.executions("Null");
        }
    },
    /** At the sink, over the queue of what goes out and SMTP, as what staff write to the world does. */
    SINK {
        @Override
        ServerSettings lead(ServerSettings settings) {
            return settings;
        }

        @Override
        long gone(TimedServer server) {
            return server.sink().count();
        }
    };

    private static final String RELAY = "<processor state=\"relay\" enableJmx=\"false\">";

    abstract ServerSettings lead(ServerSettings settings);

    /** How many mails came to their end. */
    abstract long gone(TimedServer server);
}
