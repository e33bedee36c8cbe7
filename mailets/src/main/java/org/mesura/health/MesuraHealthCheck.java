/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import java.time.Duration;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;

import com.google.common.collect.ImmutableList;

import reactor.core.publisher.Mono;

/**
 * Says how Mesura is, under the component name {@code Mesura}, with all causes at once.
 *
 * <p><em>Degraded</em> while an old copy of {@code mesura.xml} is in force because the file is broken, while what keeps the
 * counts is out of reach or behind, while held mail is more than {@link #LATE} late, while a text of notices is broken, and
 * for ten minutes after a fault of ours. Mail flows in each case.
 *
 * <p><em>Unhealthy</em> only if held mail is more than ten minutes late and the schedule that lets it go has not ended a
 * round for as long: then it does not leave, and a restart helps. Whoever asks James takes a server that is unhealthy out of
 * service or starts it anew; for all else that would stop mail that flows and mend nothing. A repository out of reach, for
 * one, is out of reach after a restart too, and the schedule goes on asking for it.
 *
 * <pre>{@code
 * additional.healthchecks=org.mesura.health.MesuraHealthCheck
 * }</pre>
 */
public final class MesuraHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Mesura");

    /** How late held mail may be. */
    public static final Duration LATE = Duration.ofMinutes(1);

    private final Condition condition;

    @Inject
    MesuraHealthCheck(Condition condition) {
        this.condition = condition;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromSupplier(this::result);
    }

    private Result result() {
        ImmutableList<Ailment> ailments = condition.ailments();
        if (ailments.isEmpty()) {
            return Result.healthy(NAME);
        }
        String causes = ailments.stream().map(Ailment::cause).collect(Collectors.joining(" | "));
        return ailments.stream().anyMatch(Ailment::stopped)
                ? Result.unhealthy(NAME, causes)
                : Result.degraded(NAME, causes);
    }
}
