/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.common.base.Strings;

/**
 * Writes round after round until it is killed, and says the number of each round once it is written. A round gives 50 of
 * 1,000 accounts its number.
 */
final class WritingProcess {
    private static final String LAST = "last";

    private WritingProcess() {}

    public static void main(String... arguments) throws IOException {
        StateFile file = new StateFile(Path.of(arguments[0]), new Alarms(), InstantSource.system(), () -> {});
        if (file.open(Duration.ZERO) instanceof Opening.Opened) {
            for (int round = last(read(file)) + 1; ; round++) {
                String number = Integer.toString(round);
                file.write(Stream.concat(accounts(round), Stream.of(LAST))
                        .map(key -> new Change("accounts", key, Optional.of(value(number))))
                        .toList());
                System.out.println(number);
            }
        }
    }

    static int last(Map<String, String> accounts) {
        return Integer.parseInt(accounts.getOrDefault(LAST, "0"));
    }

    /** What the file holds after the round {@code last}. */
    static Map<String, String> after(int last) {
        Map<String, String> accounts = new TreeMap<>();
        for (int round = Math.max(1, last - 100); round <= last; round++) {
            String number = Integer.toString(round);
            accounts(round).forEach(account -> accounts.put(account, number));
            accounts.put(LAST, number);
        }
        return accounts;
    }

    static Map<String, String> read(StateFile file) throws IOException {
        Map<String, String> accounts = new TreeMap<>();
        file.read("accounts", (key, value) -> accounts.put(key, new String(value, UTF_8).strip()));
        return accounts;
    }

    private static Stream<String> accounts(int round) {
        return IntStream.range(0, 50).mapToObj(i -> "account" + (round * 37 + i * 13) % 1_000);
    }

    /** As long as an account's state is. */
    private static byte[] value(String number) {
        return Strings.padEnd(number, 500, ' ').getBytes(UTF_8);
    }
}
