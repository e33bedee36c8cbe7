/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import org.mesura.policy.Terms;
import org.mesura.submission.Sender;

/**
 * Accounts for which one suggestion is made: a group of {@code mesura.xml}, or else all of a domain that go by one policy.
 *
 * @param place {@code group front-desk}, {@code domain alcaldia.example}, {@code networks}
 * @param policy their policy
 */
record Group(String place, String policy) implements Comparable<Group> {
    private static final String GROUP = "group ";

    static Group of(Sender sender, Terms terms) {
        String place = terms.source().startsWith(GROUP)
                ? terms.source()
                : sender.domain()
                        .map(domain -> "domain " + domain)
                        .orElse(sender.isNetwork() ? "networks" : "without domain");
        return new Group(place, terms.policy().name());
    }

    @Override
    public int compareTo(Group other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return place + ", policy " + policy;
    }
}
