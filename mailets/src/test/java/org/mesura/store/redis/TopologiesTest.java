/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.store.redis.RedisServers.Topology;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;

/** Each way in which servers can stand to each other, and each way to prove who one is, on real servers. */
class TopologiesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Script COUNT = Script.ofText("return {redis.call('INCR', KEYS[1])}");

    private static final Script TELL =
            Script.ofText("return {redis.call('PUBLISH', ARGV[1], 'one'), redis.call('INCR', KEYS[1])}");

    /** As operations.md advises it. */
    private static final String RIGHTS = "~{mesura* &{mesura* +@all -@admin -@dangerous +role";

    private final Closer processes = Closer.create();

    @AfterEach
    void tearDown() throws IOException {
        processes.close();
    }

    @Test
    void clusterShouldKeepAllInOneSlotAndBeFoundByOneOfItsServers() throws Exception {
        List<RedisProcess> servers = Stream.generate(() -> start("--cluster-enabled", "yes"))
                .limit(3)
                .toList();
        String addresses =
                servers.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(" "));
        servers.get(0).cli(("--cluster create " + addresses + " --cluster-yes").split(" "));
        await().atMost(PATIENCE).until(() -> servers.stream()
                .allMatch(server -> server.cli("CLUSTER", "INFO").contains("cluster_state:ok")));

        try (LettuceLink link = open(Topology.CLUSTER, servers.get(2).url())) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
            assertThat(link.call(
                            Script.ofText("return {redis.call('INCR', KEYS[1]), redis.call('INCR', KEYS[2])}"),
                            List.of(link.key("a"), link.key("b")),
                            List.of()))
                    .isEqualTo(List.of(2L, 1L));
        }
    }

    @Test
    void sentinelsShouldTellTheNewMasterAfterTheOldOneDied() throws Exception {
        RedisProcess master = start();
        RedisProcess replica = start("--replicaof", "127.0.0.1 " + master.port());
        await().atMost(PATIENCE).until(() -> replica.cli("INFO", "replication").contains("master_link_status:up"));
        RedisProcess sentinel = start("--sentinel");
        sentinel.cli("SENTINEL", "MONITOR", "main", "127.0.0.1", Integer.toString(master.port()), "1");
        sentinel.cli("SENTINEL", "SET", "main", "down-after-milliseconds", "500");
        sentinel.cli("SENTINEL", "SET", "main", "failover-timeout", "2000");
        await().atMost(PATIENCE).until(() -> sentinel.cli("INFO", "sentinel").contains("slaves=1"));

        String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "?sentinelMasterId=main";
        try (LettuceLink link = open(Topology.SENTINEL, url)) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
            await().atMost(PATIENCE)
                    .until(() -> replica.cli("GET", "{mesura}:a").strip().equals("1"));
            master.kill();

            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(link) == 2L);
            assertThat(replica.cli("GET", "{mesura}:a").strip()).isEqualTo("2");
            assertHears(link, heard);
        }
    }

    @Test
    void masterShouldBeToldFromItsReplica() throws Exception {
        RedisProcess master = start();
        RedisProcess replica = start("--replicaof", "127.0.0.1 " + master.port());
        await().atMost(PATIENCE).until(() -> replica.cli("INFO", "replication").contains("master_link_status:up"));

        try (LettuceLink link = open(Topology.MASTER_REPLICA, replica.url(), master.url())) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
            assertThat(master.cli("GET", "{mesura}:a").strip()).isEqualTo("1");
        }
    }

    @Test
    void userShouldBeToldWhichServerIsTheMaster() throws Exception {
        RedisProcess master = start(("--user mesura on >s3cret " + RIGHTS).split(" "));
        String url = "redis://mesura:s3cret@127.0.0.1:" + master.port();

        try (LettuceLink link = open(Topology.MASTER_REPLICA, url, url)) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
        }
    }

    @Test
    void portsShouldNotBeOfThoseThatTheSystemGivesToWhoConnects() {
        int firstOfThose = 32_768;

        assertThat(Stream.generate(RedisProcess::freePort).limit(1_000))
                .allMatch(port -> port + RedisProcess.BUS < firstOfThose);
    }

    @ParameterizedTest
    @CsvSource({
        "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0, true",
        "Server v=8.1.0 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0, true",
        "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=0, false",
        "none, false"
    })
    void serverOlderThanSevenShouldNotBeTested(String version, boolean usable) {
        assertThat(RedisProcess.isUsable(version)).isEqualTo(usable);
    }

    @Test
    void passwordAndUserShouldOpenWhatTheirRightsAllow() throws Exception {
        RedisProcess redis = start(("--user default off --user mesura on >s3cret " + RIGHTS).split(" "));

        try (LettuceLink link = open(Topology.STANDALONE, "redis://mesura:s3cret@127.0.0.1:" + redis.port())) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
        }
        try (LettuceLink link = open(Topology.STANDALONE, "redis://mesura:wrong@127.0.0.1:" + redis.port())) {
            assertThat(link.fault()).hasValueSatisfying(why -> assertThat(why).doesNotContain("wrong"));
        }
    }

    @Test
    void serverShouldBeKnownByItsCertificateUnderTls(@TempDir Path folder) throws Exception {
        RedisProcess.demandInstalled();
        Path certificate = folder.resolve("redis.pem");
        Path key = folder.resolve("redis.key");
        certify(certificate, key);
        int port = RedisProcess.freePort();
        start(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no");
        String url = "rediss://127.0.0.1:" + port;

        try (LettuceLink link = LettuceLink.open(
                new RedisServers(
                        Topology.STANDALONE,
                        ImmutableList.of(RedisServers.url(url)),
                        Optional.of(certificate),
                        "",
                        TIMEOUT),
                InstantSource.system())) {
            List<byte[]> heard = hearer(link);
            await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
            assertThat(count(link)).isEqualTo(1L);
            assertHears(link, heard);
        }
        try (LettuceLink link = open(Topology.STANDALONE, url)) {
            assertThat(link.fault()).as("a certificate that nobody vouches for").isPresent();
        }
    }

    private static void certify(Path certificate, Path key) throws IOException {
        RedisProcess.output(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=redis",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        assertThat(Files.readString(certificate, UTF_8)).contains("BEGIN CERTIFICATE");
    }

    private RedisProcess start(String... options) {
        RedisProcess redis = RedisProcess.start(options);
        processes.register(redis::close);
        return redis;
    }

    private static LettuceLink open(Topology topology, String... urls) {
        return LettuceLink.open(
                new RedisServers(
                        topology,
                        Stream.of(urls).map(RedisServers::url).collect(ImmutableList.toImmutableList()),
                        Optional.empty(),
                        "",
                        TIMEOUT),
                InstantSource.system());
    }

    private static List<byte[]> hearer(LettuceLink link) {
        List<byte[]> heard = new CopyOnWriteArrayList<>();
        link.hear(link.key("written"), heard::add);
        return heard;
    }

    private static void assertHears(LettuceLink link, List<byte[]> heard) {
        heard.clear();
        await().atMost(PATIENCE).until(() -> {
            link.call(TELL, List.of(link.key("told")), List.of(link.key("written")));
            return !heard.isEmpty();
        });
        assertThat(heard).first().isEqualTo("one".getBytes(UTF_8));
    }

    private static long count(LettuceLink link) throws StoreUnavailable {
        return (long) link.call(COUNT, List.of(link.key("a")), List.of()).get(0);
    }
}
