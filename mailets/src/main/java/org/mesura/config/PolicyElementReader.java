/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;

import com.google.common.collect.ImmutableMap;

/** Reads one {@code <policy>}. */
final class PolicyElementReader {
    private static final String UNLIMITED = "unlimited";
    private static final Function<String, OverLimit> ACTIONS =
            Values.oneOf(ImmutableMap.of("bounce", OverLimit.BOUNCE, "defer", OverLimit.DEFER, "hold", OverLimit.HOLD));
    private static final Function<String, Measure> MEASURES = Values.oneOf(ImmutableMap.of(
            "messages", Measure.MESSAGES,
            "recipients", Measure.RECIPIENTS,
            "external recipients", Measure.EXTERNAL_RECIPIENTS,
            "bytes", Measure.BYTES));

    private final Mistakes mistakes;

    /** Reads with {@code mistakes} labelled for the policy. */
    PolicyElementReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    PolicyElement read(Item policy) {
        mistakes.read("policy 'name'", policy.attribute("name"), Names::name);
        return new PolicyElement(
                policy.attribute("name").orElse("without a name"),
                policy.attribute("extends"),
                limits(policy),
                mistakes.read("'recipientsPerMessage'", policy.textOf("recipientsPerMessage"), Values::smallCount),
                mistakes.read("'overLimit'", policy.textOf("overLimit"), ACTIONS),
                policy.one("deferral").map(deferral -> DeferralElement.read(deferral, mistakes)),
                mistakes.read("'holdFor'", policy.textOf("holdFor"), Values::longWindow),
                policy.one("bulk").map(bulk -> BulkElement.read(bulk, mistakes)),
                policy.one("escalation").map(escalation -> EscalationElement.read(escalation, mistakes)));
    }

    private ImmutableMap<String, Optional<Limit>> limits(Item policy) {
        Map<String, Optional<Limit>> limits = new LinkedHashMap<>();
        policy.all("limit").forEach(item -> {
            Optional<Measure> measure = mistakes.read(
                    "limit 'measure'", item.attribute("measure"), text -> MEASURES.apply(text.replace('-', ' ')));
            Optional<Duration> window = mistakes.read("limit 'window'", item.attribute("window"), Values::window);
            if (measure.isEmpty() || window.isEmpty()) {
                // without a name, yet its quantity may be wrong too
                mistakes.read(
                        "limit 'quantity'",
                        item.attribute("quantity"),
                        text -> quantity(text, measure.orElse(Measure.BYTES)));
                return;
            }
            Limit any = new Limit(measure.get(), 1, window.get());
            Optional<Limit> limit = limit(item, any);
            if (limits.putIfAbsent(any.name(), limit) != null) {
                mistakes.add("limit " + quote(any.name()) + " stands twice");
            }
        });
        return ImmutableMap.copyOf(limits);
    }

    private Optional<Limit> limit(Item item, Limit any) {
        String setting = "limit " + quote(any.name());
        return mistakes.read(setting, item.attribute("quantity"), text -> quantity(text, any.measure()))
                .flatMap(quantity -> quantity)
                .map(quantity -> new Limit(any.measure(), quantity, any.window()));
    }

    /** A limit's quantity, empty for unlimited; only bytes have units. */
    private static Optional<Long> quantity(String text, Measure measure) {
        if (text.equals(UNLIMITED)) {
            return Optional.empty();
        }
        return Optional.of(
                measure == Measure.BYTES
                        ? Values.bytes(text, "must be a size such as 500MB or 2GB, or 'unlimited'")
                        : Values.count(text, "must be a whole number or 'unlimited'"));
    }
}
