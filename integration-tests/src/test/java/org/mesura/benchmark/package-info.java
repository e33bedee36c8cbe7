/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What a charge costs, in time and memory, beside other engines, on the same keys in the same run: {@code ./mvnw
 * -Pbenchmark}. Start reading at {@link org.mesura.benchmark.Benchmarks}, which {@link org.mesura.benchmark.Start}
 * starts. {@link org.mesura.benchmark.MesuraLedger} and the benchmark of the embedded store touch Mesura; whatever is
 * measured is an {@link org.mesura.benchmark.Engine}. And what a fingerprint costs, beside the decoding of the message: {@link
 * org.mesura.benchmark.FingerprintBenchmark}. What all of it costs a real server: {@link org.mesura.benchmark.ServerCost}.
 */
package org.mesura.benchmark;
