/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.mesura.bulk.Fingerprinter;
import org.mesura.submission.HashKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import com.google.common.collect.ImmutableList;

/**
 * The time of a fingerprint, and of mime4j when it only decodes the same message. As in {@link ChargeBenchmark} they take
 * turns in one JVM, an iteration each: iteration {@code n} is turn {@code n mod turns}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FingerprintBenchmark {
    /** What is measured, in the order in which it is, over and over: the fingerprint of each message, its decoding. */
    static final ImmutableList<Turn> TURNS = ImmutableList.copyOf(Specimen.values()).stream()
            .flatMap(specimen -> ImmutableList.of(new Turn(specimen, false), new Turn(specimen, true)).stream())
            .collect(ImmutableList.toImmutableList());

    private static final int BUFFER = 8 * 1024;
    private static final MimeConfig LENIENT =
            MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1).build();

    private final Fingerprinter fingerprinter = new Fingerprinter(new HashKey(1, 2));
    private final byte[] buffer = new byte[BUFFER];
    private ImmutableList<byte[]> messages;
    private int iterations;
    private Turn turn;
    private byte[] message;

    /**
     * One turn.
     *
     * @param specimen the message
     * @param decodingOnly whether mime4j decodes it and that is all
     */
    record Turn(Specimen specimen, boolean decodingOnly) {}

    @Setup(Level.Trial)
    public void write() {
        messages = TURNS.stream().map(each -> each.specimen().octets()).collect(ImmutableList.toImmutableList());
    }

    @Setup(Level.Iteration)
    public void takeTurns() {
        int next = iterations++ % TURNS.size();
        turn = TURNS.get(next);
        message = messages.get(next);
    }

    /** Reads the message. */
    @Benchmark
    public Object read() throws IOException, MimeException {
        InputStream octets = new ByteArrayInputStream(message);
        return turn.decodingOnly() ? decode(octets) : fingerprinter.fingerprint(octets);
    }

    private long decode(InputStream octets) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(octets);
        long decoded = 0;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            if (state == EntityState.T_BODY) {
                InputStream content = tokens.getDecodedInputStream();
                for (int count = content.read(buffer); count > 0; count = content.read(buffer)) {
                    decoded += count;
                }
            }
        }
        return decoded;
    }
}
