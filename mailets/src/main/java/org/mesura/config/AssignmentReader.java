/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Optional;
import java.util.function.Function;

import org.mesura.policy.Assignments;
import org.mesura.policy.Exemptions;
import org.mesura.policy.Mode;
import org.mesura.policy.Policy;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Presets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** Reads the mode, {@code <assignments>} and {@code <exempt>}: who goes by which policy. */
final class AssignmentReader {
    private static final Function<String, Mode> MODES =
            Values.oneOf(ImmutableMap.of("enforce", Mode.ENFORCE, "observe", Mode.OBSERVE));

    private AssignmentReader() {}

    static PolicyBook read(Item root, ImmutableMap<String, Policy> policies, Mistakes mistakes) {
        Item assignments = root.section("assignments");
        Mistakes inside = FormCheck.label(assignments, mistakes);
        Function<String, Policy> policy = name -> known(name, policies);
        return new PolicyBook(
                mistakes.read("mesura 'mode'", root.attribute("mode"), MODES).orElse(Defaults.MODE),
                new Assignments(
                        inside.read("assignments 'default'", assignments.attribute("default"), policy)
                                .orElse(policies.get(Presets.DEFAULT)),
                        inside.read("assignments 'networks'", assignments.attribute("networks"), policy)
                                .orElse(policies.get(Presets.NETWORK)),
                        Listing.domains(assignments, "policy", policy, mistakes),
                        ImmutableList.of(),
                        Listing.accounts(assignments, "policy", policy, mistakes)),
                new Exemptions(Listing.texts(root.section("exempt"), "account", Names::account, mistakes), false),
                ImmutableList.of(),
                ImmutableList.of());
    }

    private static Policy known(String name, ImmutableMap<String, Policy> policies) {
        return Optional.ofNullable(policies.get(name))
                .orElseThrow(() -> new BrokenRule(
                        "must be a preset or a policy of this file", Nearest.hint(name, policies.keySet())));
    }
}
