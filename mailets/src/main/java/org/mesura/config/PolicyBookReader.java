/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.ZoneId;
import java.util.function.Function;

import org.mesura.policy.Exemptions;
import org.mesura.policy.Mode;
import org.mesura.policy.PolicyBook;

import com.google.common.collect.ImmutableMap;

/** Reads all that decides what an account may send: mode, policies, assignments, exempt accounts, caps and permits. */
final class PolicyBookReader {
    private static final Function<String, Mode> MODES =
            Values.oneOf(ImmutableMap.of("enforce", Mode.ENFORCE, "observe", Mode.OBSERVE));

    private final MemberFiles files;
    private final ZoneId zone;
    private final Mistakes mistakes;

    /** Reads members from {@code files} and times without an offset in {@code zone}. */
    PolicyBookReader(MemberFiles files, ZoneId zone, Mistakes mistakes) {
        this.files = files;
        this.zone = zone;
        this.mistakes = mistakes;
    }

    PolicyBook read(Item root) {
        KnownPolicies policies = new KnownPolicies(PolicyReader.read(root.section("policies"), mistakes));
        return new PolicyBook(
                mistakes.read("mesura 'mode'", root.attribute("mode"), MODES).orElse(Defaults.MODE),
                AssignmentReader.read(root.section("assignments"), policies, files, mistakes),
                exemptions(root.section("exempt")),
                CapReader.read(root.section("caps"), mistakes),
                new PermitReader(policies, zone).read(root.section("permits"), mistakes));
    }

    private Exemptions exemptions(Item exempt) {
        return new Exemptions(
                Listing.texts(exempt, "account", Names::account, mistakes),
                mistakes.read("exempt 'countInCaps'", exempt.attribute("countInCaps"), Values.TRUE_OR_FALSE)
                        .orElse(Defaults.EXEMPT_COUNT_IN_CAPS));
    }
}
