/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;

/** Who writes, and to whom. */
final class Crowd {
    /** All accounts. */
    static final ImmutableList<String> ACCOUNTS = Arrays.stream(Tariff.values())
            .flatMap(tariff -> of(tariff).stream())
            .collect(ImmutableList.toImmutableList());

    private static final String OUTSIDE = "outside.example";
    private static final int HOSTS = 7;
    private static final String NOBODY = "nobody";

    private Crowd() {}

    static ImmutableList<String> of(Tariff tariff) {
        return IntStream.range(0, tariff.accounts())
                .mapToObj(number -> tariff.name().toLowerCase(Locale.ROOT) + number + "@" + tariff.domain())
                .collect(ImmutableList.toImmutableList());
    }

    /** Somebody outside. */
    static String outsider(int number) {
        return "p" + number + "@d" + number % HOSTS + "." + OUTSIDE;
    }

    /** Somebody outside who does not exist. */
    static String nobody(int number) {
        return NOBODY + number + "@" + OUTSIDE;
    }

    static boolean isOutside(String address) {
        return address.endsWith(OUTSIDE);
    }

    static boolean isNobody(String address) {
        return address.startsWith(NOBODY);
    }
}
