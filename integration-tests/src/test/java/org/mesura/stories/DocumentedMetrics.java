/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that {@code operations.md} tells of, under the names that Prometheus sees. */
final class DocumentedMetrics {
    private static final Path OPERATIONS = Path.of("../mailets/docs/operations.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String CAP = "<cap>";

    private DocumentedMetrics() {}

    /** Of each metric one pattern, which only the gauges of single caps are in earnest. */
    static Set<String> patterns() {
        return rows().stream().flatMap(row -> names(row).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of {@code names} that no row tells of. */
    static List<String> unknown(Set<String> names) {
        Set<String> patterns = patterns();
        return names.stream()
                .filter(name -> patterns.stream().noneMatch(name::matches))
                .toList();
    }

    private static List<String> rows() {
        try {
            return Files.readAllLines(OPERATIONS).stream()
                    .dropWhile(line -> !line.equals("| metric | kind | what |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code `mesura.reviews.accept`, `.advise`}: what begins with a dot stands in place of the last part. */
    private static List<String> names(String row) {
        String[] cells = row.split(" \\| ");
        List<String> codes = CODE.matcher(cells[0])
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
        String family = codes.get(0).substring(0, codes.get(0).lastIndexOf('.'));
        String ending = cells[1].strip().equals("counter") ? "_total" : "";
        return codes.stream()
                .map(code -> code.startsWith(".") ? family + code : code)
                .map(name -> name.replace('.', '_').replace(CAP, "\\w+") + ending)
                .toList();
    }
}
