/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import org.mesura.policy.Assignments;
import org.mesura.policy.Presets;

/** Reads {@code <assignments>}: who goes by which policy. */
final class AssignmentReader {
    private AssignmentReader() {}

    static Assignments read(Item assignments, KnownPolicies policies, MemberFiles files, Mistakes mistakes) {
        Mistakes inside = FormCheck.label(assignments, mistakes);
        return new Assignments(
                inside.read("assignments 'default'", assignments.attribute("default"), policies::named)
                        .orElseGet(() -> policies.named(Presets.DEFAULT)),
                inside.read("assignments 'networks'", assignments.attribute("networks"), policies::named)
                        .orElseGet(() -> policies.named(Presets.NETWORK)),
                Listing.domains(assignments, "policy", policies::named, mistakes),
                new GroupReader(policies, files, inside).read(assignments),
                Listing.accounts(assignments, "policy", policies::named, mistakes));
    }
}
