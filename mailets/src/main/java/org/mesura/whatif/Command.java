/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.mesura.config.InvalidSettings;
import org.mesura.journal.submissions.Journals;

import com.google.common.collect.ImmutableList;

/** The command: reads what is asked and the candidates, plays the journal, prints and writes what is told of it. */
final class Command {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int WARNINGS_SHOWN = 10;

    private final PrintStream out;
    private final PrintStream err;
    private final AtomicLong leftOut = new AtomicLong();

    Command(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit code. */
    int run(String... arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(Options.USAGE);
            return DONE;
        }
        try {
            return answer(Options.parse(arguments));
        } catch (BrokenCommand broken) {
            err.println("what-if: " + broken.getMessage());
            err.print(Options.USAGE);
            return NOT_UNDERSTOOD;
        } catch (InvalidSettings broken) {
            broken.mistakes().forEach(mistake -> err.println("what-if: " + mistake));
            return NOT_UNDERSTOOD;
        } catch (IOException | UncheckedIOException fault) {
            err.println("what-if: " + fault);
            return FAILED;
        }
    }

    private int answer(Options options) throws IOException {
        Comparison comparison = new Comparison(candidates(options.candidates()), options.margin(), options.honest());
        int files = Journals.read(options.journal(), comparison::add, this::warn);
        comparison.end();
        if (comparison.traffic().submissions() == 0) {
            err.println("what-if: no submissions in " + options.journal() + " (" + files + " files)");
            return FAILED;
        }
        Report report = Report.of(comparison, leftOut.get());
        out.print(TextReport.of(report));
        write(options.csv(), report, CsvReport::of);
        write(options.html(), report, HtmlReport::of);
        write(options.measures(), report, MeasuresReport::of);
        return DONE;
    }

    /** A file is called by its name, or, where two have the same, by its path. */
    private static ImmutableList<Candidate> candidates(List<Path> files) {
        return files.stream()
                .map(file -> Candidate.read(file, isNamedAlone(file, files) ? nameOf(file) : file.toString()))
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isNamedAlone(Path file, List<Path> files) {
        return files.stream()
                        .filter(other -> nameOf(other).equals(nameOf(file)))
                        .count()
                == 1;
    }

    private static String nameOf(Path file) {
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    private void warn(String warning) {
        long count = leftOut.incrementAndGet();
        if (count <= WARNINGS_SHOWN) {
            err.println("what-if: " + warning);
        }
    }

    private void write(Optional<Path> file, Report report, Function<Report, String> form) throws IOException {
        if (file.isPresent()) {
            Path absolute = file.get().toAbsolutePath();
            Files.createDirectories(Optional.ofNullable(absolute.getParent()).orElse(absolute.getRoot()));
            Files.writeString(absolute, form.apply(report));
            out.println("written: " + file.get());
        }
    }
}
