/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policies of the soak. The domain of an account is named as its policy, and the settings give each in several widths. */
enum Tariff {
    /** Most mail is of such accounts, and seldom over a limit. */
    ROOMY(24, 56, "defer", "advise='50' stop='150' refuse='500'", messages(300, 60), external(600, 60)),
    /** Sends more than it may without end, and has to wait. */
    PACED(8, 30, "defer", "advise='50' stop='150' refuse='500'", messages(20, 10), external(90, 60)),
    /** What is over its limits goes back. */
    STRICT(4, 5, "bounce", "advise='50' stop='150' refuse='500'", messages(30, 60), external(60, 60)),
    /** What is over its limits waits for a person. */
    KEPT(2, 2, "hold", "advise='50' stop='150' refuse='500'", messages(20, 60)),
    /** Sends one text to very many. */
    MAILING(4, 6, "defer", "advise='10' stop='20' refuse='120' action='hold'", messages(200, 60)),
    /** Somebody else has its password: half of whom it writes to do not exist. */
    STOLEN(1, 1, "defer", "advise='50' stop='150' refuse='500'", messages(300, 60));

    /** How many widths the settings may have. */
    static final int WIDTHS = 3;

    private static final int NARROWEST = 4;

    private final int accounts;
    private final int percent;
    private final String overLimit;
    private final String bulk;
    private final List<Bound> bounds;

    /** What a limit counts. */
    enum What {
        MESSAGES("messages"),
        EXTERNAL("external recipients");

        private final String words;

        What(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** A limit in its smallest width. */
    record Bound(What what, long smallest, Duration window) {
        /** What may be sent under {@code policy}, or under any if it is not known. */
        long quantity(Optional<String> policy) {
            return quantity(policy.map(name -> Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)))
                    .orElse(WIDTHS - 1));
        }

        private long quantity(int width) {
            return smallest * (NARROWEST + width) / NARROWEST;
        }

        private String xml(int width) {
            return "<limit measure='%s' quantity='%s' window='%ss'/>"
                    .formatted(what.words(), quantity(width), window.toSeconds());
        }
    }

    Tariff(int accounts, int percent, String overLimit, String bulk, Bound... bounds) {
        this.accounts = accounts;
        this.percent = percent;
        this.overLimit = overLimit;
        this.bulk = bulk;
        this.bounds = List.of(bounds);
    }

    private static Bound messages(long quantity, long seconds) {
        return new Bound(What.MESSAGES, quantity, Duration.ofSeconds(seconds));
    }

    private static Bound external(long quantity, long seconds) {
        return new Bound(What.EXTERNAL, quantity, Duration.ofSeconds(seconds));
    }

    static Tariff of(String account) {
        String domain = account.substring(account.indexOf('@') + 1);
        return Arrays.stream(values())
                .filter(tariff -> tariff.domain().equals(domain))
                .findFirst()
                .orElseThrow();
    }

    String domain() {
        return name().toLowerCase(Locale.ROOT) + ".example";
    }

    /** How many accounts have it. */
    int accounts() {
        return accounts;
    }

    /** How many of a hundred mails are of these accounts. */
    int percent() {
        return percent;
    }

    List<Bound> bounds() {
        return bounds;
    }

    /** The policy in that width, as {@code mesura.xml} has it. */
    String policy(int width) {
        String limits = bounds.stream().map(bound -> bound.xml(width)).collect(Collectors.joining());
        return "<policy name='%s'>%s<overLimit>%s</overLimit><bulk %s/></policy>"
                .formatted(name(width), limits, overLimit, bulk);
    }

    String assignment(int width) {
        return "<domain name='%s' policy='%s'/>".formatted(domain(), name(width));
    }

    private String name(int width) {
        return name().toLowerCase(Locale.ROOT) + "-" + width;
    }
}
