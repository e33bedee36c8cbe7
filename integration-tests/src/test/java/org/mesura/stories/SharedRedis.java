/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mesura.runner.Redis;

/**
 * A real {@code redis-server} for a story class. Where none is installed the stories are skipped, or fail with {@code
 * -Dmesura.redis=required}.
 */
final class SharedRedis implements BeforeAllCallback, AfterAllCallback {
    private final Redis redis = Redis.onAnyPort();

    String url() {
        return redis.url();
    }

    /** SIGKILL. */
    void kill() {
        redis.kill();
    }

    /** Starts it, empty. */
    void start() {
        redis.start();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String found = Redis.version();
        boolean installed = Redis.isUsable(found);
        if (System.getProperty("mesura.redis", "").equals("required") && !installed) {
            throw new AssertionError("redis-server 7 or later is required, found " + found);
        }
        assumeTrue(
                installed,
                "redis-server 7 or later is needed (Debian 12: apt-get install redis-server), found " + found);
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        redis.close();
    }
}
