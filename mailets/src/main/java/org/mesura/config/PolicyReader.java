/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.LinkedHashMap;
import java.util.Map;

import org.mesura.policy.Policy;
import org.mesura.policy.Presets;

import com.google.common.collect.ImmutableMap;

/** Reads {@code <policies>}: each policy over what it extends, a policy of the file or else a preset. */
final class PolicyReader {
    private PolicyReader() {}

    /** All policies by name: the presets, as the file changes them, and the file's own. */
    static ImmutableMap<String, Policy> read(Item policies, Mistakes outside) {
        Mistakes mistakes = FormCheck.label(policies, outside);
        Map<String, PolicyElement> written = new LinkedHashMap<>();
        policies.all("policy").forEach(item -> {
            PolicyElement policy = new PolicyElementReader(FormCheck.label(item, mistakes)).read(item);
            item.attribute("name")
                    .filter(name -> written.putIfAbsent(name, policy) != null)
                    .ifPresent(name -> mistakes.add("policy " + quote(name) + " stands twice"));
        });
        Lineage lineage = new Lineage(written);
        lineage.check(mistakes);
        Map<String, Policy> all = new LinkedHashMap<>(Presets.byName());
        written.forEach((name, policy) -> all.put(name, lineage.resolve(policy)));
        return ImmutableMap.copyOf(all);
    }
}
