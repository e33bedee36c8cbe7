/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.Cap;

import com.google.common.collect.ImmutableList;

/** Reads {@code <caps>}: what all accounts may send together. */
final class CapReader {
    private final Mistakes mistakes;

    private CapReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static ImmutableList<Cap> read(Item caps, Mistakes outside) {
        CapReader reader = new CapReader(FormCheck.label(caps, outside));
        Map<String, Cap> found = new LinkedHashMap<>();
        Stream.concat(
                        caps.all("institution").map(reader::ofInstitution),
                        caps.all("domain").map(reader::ofDomain))
                .flatMap(Optional::stream)
                .filter(cap -> found.putIfAbsent(cap.name(), cap) != null)
                .forEach(cap -> reader.mistakes.add("cap " + quote(cap.name()) + " stands twice"));
        return ImmutableList.copyOf(found.values());
    }

    private Optional<Cap> ofInstitution(Item cap) {
        Duration window = window(cap);
        return quantity(cap, "institution").map(quantity -> Cap.ofInstitution(quantity, window));
    }

    private Optional<Cap> ofDomain(Item cap) {
        Optional<String> name = mistakes.read("domain 'name'", cap.attribute("name"), Names::domain);
        Duration window = window(cap);
        String whose = "domain " + quote(name.or(() -> cap.attribute("name")).orElse(""));
        return quantity(cap, whose).flatMap(quantity -> name.map(domain -> Cap.ofDomain(domain, quantity, window)));
    }

    private Optional<Long> quantity(Item cap, String whose) {
        return mistakes.read("externalRecipients of " + whose, cap.attribute("externalRecipients"), Values::count);
    }

    private Duration window(Item cap) {
        return mistakes.read(cap.name() + " 'window'", cap.attribute("window"), Values::longWindow)
                .orElse(Defaults.CAP_WINDOW);
    }
}
