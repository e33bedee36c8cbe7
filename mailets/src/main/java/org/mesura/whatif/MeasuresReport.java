/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures as measures, an array of {@code {"measure", "value", "unit", "bar", "ok"}}; nothing has a bar. */
final class MeasuresReport {
    private MeasuresReport() {}

    static String of(Report report) {
        return IntStream.range(0, report.columns().size())
                .boxed()
                .flatMap(number -> report.columns().get(number).figures().stream()
                        .map(figure ->
                                "  {\"measure\": \"what-if-%d-%s\", \"value\": %d, \"unit\": \"%s\", \"bar\": \"\", \"ok\": true}"
                                        .formatted(
                                                number + 1,
                                                figure.id(),
                                                figure.value(),
                                                figure.unit().name().toLowerCase(Locale.ROOT))))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }
}
