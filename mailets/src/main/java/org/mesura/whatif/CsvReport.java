/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.List;
import java.util.stream.Stream;

import com.google.common.base.Joiner;

/** A line for each candidate and account, in the form of RFC 4180; no name is taken for a formula by a spreadsheet. */
final class CsvReport {
    private static final String FORMULA = "=+-@\t\r";
    private static final String HEADER =
            "candidate,account,group,policy,honest,messages,external,external_in_a_day,warned,"
                    + "advised,deferred,wait_median_s,wait_longest_s,held,refused";
    private static final int HALF = 500;
    private static final int MILLIS = 1_000;

    private CsvReport() {}

    static String of(Report report) {
        return Stream.concat(Stream.of(HEADER), report.columns().stream().flatMap(column -> column.accounts().stream()
                        .map(row -> line(column.name(), row))))
                .map(line -> line + "\r\n")
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private static String line(String candidate, Report.Row row) {
        Fate fate = row.fate();
        Account account = row.account();
        List<Object> cells = List.of(
                cell(candidate),
                cell(account.sender().account()),
                cell(row.group().place()),
                cell(row.group().policy()),
                row.honest() ? "yes" : "no",
                account.messages(),
                account.external(),
                account.externalInADay(),
                fate.warned(),
                fate.count("advise"),
                fate.count("defer"),
                fate.waits().at(HALF) / MILLIS,
                fate.waits().most() / MILLIS,
                fate.count("hold"),
                fate.count("refuse"));
        return Joiner.on(',').join(cells);
    }

    private static String cell(String text) {
        String plain = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
