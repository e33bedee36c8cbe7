/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mesura.config.RedisSettings.OnStoreFailure;
import org.mesura.store.redis.RedisServers;
import org.mesura.store.redis.RedisServers.Topology;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

import io.lettuce.core.RedisURI;

/** Reads {@code <redis>} of {@code <store kind="redis">}. Of a URL it says the scheme alone. */
final class RedisReader {
    static final Duration TIMEOUT = Duration.ofMillis(500);
    static final int LOCAL_FACTOR = 50;
    static final OnStoreFailure ON_STORE_FAILURE = OnStoreFailure.LOCAL;
    static final Topology TOPOLOGY = Topology.STANDALONE;

    private static final Duration LEAST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final Pattern TIME = Pattern.compile("(\\d{1,5}) ?(ms|s)");
    /** Between URLs; the hosts of sentinels are told apart by commas too. */
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*(?=[a-z-]+://)");

    private static final Pattern SCHEME = Pattern.compile("rediss?(-sentinel|-socket)?://");
    private static final Function<String, Topology> TOPOLOGIES = Values.oneOf(ImmutableMap.of(
            "standalone", Topology.STANDALONE,
            "master-replica", Topology.MASTER_REPLICA,
            "sentinel", Topology.SENTINEL,
            "cluster", Topology.CLUSTER));
    private static final Function<String, OnStoreFailure> FAILURES = Values.oneOf(
            ImmutableMap.of("local", OnStoreFailure.LOCAL, "defer", OnStoreFailure.DEFER, "pass", OnStoreFailure.PASS));

    private final Item item;
    private final Mistakes mistakes;

    RedisReader(Item item, Mistakes mistakes) {
        this.item = item;
        this.mistakes = mistakes;
    }

    RedisSettings read() {
        Topology topology = value("topology", TOPOLOGIES).orElse(TOPOLOGY);
        ImmutableList<RedisURI> urls = urls(topology);
        item.attribute("sentinelPassword").ifPresent(password -> {
            if (topology != Topology.SENTINEL) {
                mistakes.add("redis 'sentinelPassword' must not be written unless 'topology' is sentinel");
            }
            urls.forEach(url -> RedisServers.setSentinelPassword(url, password));
        });
        return new RedisSettings(
                new RedisServers(
                        topology,
                        urls,
                        value("trusted", RedisReader::path),
                        value("name", Names::name).orElse(""),
                        value("timeout", RedisReader::time).orElse(TIMEOUT)),
                value("onStoreFailure", FAILURES).orElse(ON_STORE_FAILURE),
                value("localFactor", RedisReader::factor).orElse(LOCAL_FACTOR));
    }

    private <T> Optional<T> value(String attribute, Function<String, T> form) {
        return mistakes.read("redis '" + attribute + "'", item.attribute(attribute), form);
    }

    private ImmutableList<RedisURI> urls(Topology topology) {
        ImmutableList<String> texts = item.attribute("url")
                .map(COMMA::splitAsStream)
                .orElseGet(Stream::empty)
                .collect(ImmutableList.toImmutableList());
        if (texts.size() > 1 && (topology == Topology.STANDALONE || topology == Topology.SENTINEL)) {
            mistakes.add(
                    "redis 'url' must be one URL where 'topology' is " + spell(topology) + ", got " + texts.size());
        }
        return texts.stream().flatMap(text -> url(text, topology).stream()).collect(ImmutableList.toImmutableList());
    }

    private Optional<RedisURI> url(String text, Topology topology) {
        boolean sentinel = topology == Topology.SENTINEL;
        try {
            RedisURI url = RedisServers.url(text);
            if (url.getSentinels().isEmpty() != sentinel) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        mistakes.add("redis 'url' must be such as "
                + (sentinel
                        ? "redis-sentinel://host:26379,host:26379?sentinelMasterId=name"
                        : "redis://host:6379 or rediss://user:password@host:6379")
                + " where 'topology' is " + spell(topology) + ", got "
                + quote(shown(text)));
        return Optional.empty();
    }

    /** Where a password ends is not sure in what is no URL, so that nothing is shown from where one may begin. */
    private static String shown(String text) {
        Matcher scheme = SCHEME.matcher(text);
        return (scheme.lookingAt() ? scheme.group() : "") + "***";
    }

    static String spell(Topology topology) {
        return topology.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new BrokenRule("must be a time such as 500ms or 1s");
        }
        long number = Long.parseLong(time.group(1));
        Duration duration = time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
            throw new BrokenRule("must be from 50ms to 10s");
        }
        return duration;
    }

    private static int factor(String text) {
        int percent = Values.share(text, 100);
        if (percent == 0) {
            throw new BrokenRule("must be at least 1");
        }
        return percent;
    }

    private static Path path(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new BrokenRule("must be the whole path of a file, such as /etc/ssl/redis.pem");
        }
        return path;
    }
}
