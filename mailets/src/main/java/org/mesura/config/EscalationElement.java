/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Optional;

import org.mesura.policy.Escalation;

/**
 * What one {@code <escalation>} itself says, before what its policy extends is added; empty where it says nothing.
 *
 * @param suspendAt empty in it for {@link #NEVER}
 */
record EscalationElement(
        Optional<Integer> tellAdministratorAt, Optional<Optional<Integer>> suspendAt, Optional<Duration> suspendFor) {
    /** How a file says that accounts are not suspended. */
    static final String NEVER = "never";

    static EscalationElement read(Item escalation, Mistakes mistakes) {
        return new EscalationElement(
                mistakes.read(
                        "escalation 'tellAdministratorAt'",
                        escalation.attribute("tellAdministratorAt"),
                        text -> Values.percent(text, "must be a percentage such as 125%")),
                mistakes.read(
                        "escalation 'suspendAt'", escalation.attribute("suspendAt"), EscalationElement::percentOrNever),
                mistakes.read("escalation 'suspendFor'", escalation.attribute("suspendFor"), Values::window));
    }

    /** What is wrong with the order of the steps once {@code extended} gives those that are not written. */
    Optional<String> mistakeOver(Escalation extended) {
        int told = tellAdministratorAt.orElse(extended.tellAdministratorAt());
        return suspendAt
                .orElse(extended.suspendAt())
                .filter(suspended -> suspended < told)
                .map(suspended -> "escalation 'suspendAt' must be at least 'tellAdministratorAt' (" + told
                        + "%) or 'never', got '" + suspended + "%'");
    }

    /** The escalation, where the extended policy has {@code extended}; that one if the steps are out of order. */
    Escalation over(Escalation extended) {
        if (mistakeOver(extended).isPresent()) {
            return extended;
        }
        return new Escalation(
                tellAdministratorAt.orElse(extended.tellAdministratorAt()),
                suspendAt.orElse(extended.suspendAt()),
                suspendFor.orElse(extended.suspendFor()));
    }

    private static Optional<Integer> percentOrNever(String text) {
        return text.equals(NEVER)
                ? Optional.empty()
                : Optional.of(Values.percent(text, "must be a percentage such as 200%, or 'never'"));
    }
}
