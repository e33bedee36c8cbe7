/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.mesura.measure.Measures;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * {@code ./mvnw -Pevaluate -Dcorpus=DIR}: how well mass mail is told from ordinary mail. Sends ordinary mail as it was
 * sent, busy days with and without footers, and campaigns through the production classes; prints tables and writes all
 * rows to the file given as the only argument. Its last line is {@code evaluate: ok}, or {@code evaluate: FAILED} and
 * the measures that missed their bar, with exit code 1.
 */
public final class Evaluation {
    private final PrintStream out;
    private final Material material;
    private final Detector detector = new Detector();
    private final Apparatus apparatus;
    private final Measures measures = new Measures();

    private Evaluation(PrintStream out, Extent extent, Material material) {
        this.out = out;
        this.material = material;
        this.apparatus = new Apparatus(detector, new Prints(detector), extent, new Shown(out));
    }

    /** Evaluates all, a sample with {@code -Devaluate.quick=true}. */
    public static void main(String[] args) throws IOException {
        Material material = Material.given();
        System.exit(new Evaluation(System.out, Extent.asked(), material).run(Path.of(args[0])) ? 0 : 1);
    }

    private boolean run(Path file) throws IOException {
        ImmutableList<Correspondent> people = material.people();
        tell("%d senders, of them %d busy people; %d templates"
                .formatted(
                        material.correspondents().size(),
                        people.size(),
                        material.templates().size()));
        tell("ordinary mail as it was sent");
        StreamTrial streams = new StreamTrial(apparatus);
        streams.run(material.correspondents(), measures);
        tell("busy days");
        List<BusyDay> days = people.stream()
                .flatMap(person -> BusyDay.of(person, apparatus.extent().rounds()).stream())
                .toList();
        new DayTrial(apparatus).run(days, measures);
        tell("busy days with footers");
        FooterTrial footers = new FooterTrial(apparatus);
        footers.run(days, measures);
        tell("campaigns");
        CampaignTrial campaigns = new CampaignTrial(apparatus, people, material.phrasebook());
        campaigns.run(material.templates(), measures);
        costs();
        measures.write(file);
        out.print(streams.table() + footers.table() + campaigns.table());
        return conclude();
    }

    private boolean conclude() {
        out.println();
        // what else there is of campaigns stands in their table
        ImmutableList<String> missed = measures.missed();
        out.print(measures.table(measure -> !measure.startsWith("campaigns-M") || missed.contains(measure)));
        if (!material.isReal()) {
            out.println(
                    "ATTENTION: no corpus was given (-Dcorpus=DIR); these figures are of the project's own set only");
        }
        out.println(
                missed.isEmpty()
                        ? "evaluate: ok"
                        : "evaluate: FAILED " + Joiner.on(", ").join(missed));
        return missed.isEmpty();
    }

    private void tell(String step) {
        out.println("evaluate: " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + step);
    }

    private void costs() {
        double micro = 1_000;
        measures.note("fingerprint-median", detector.readingNanos().percentile(50) / micro, "us");
        measures.note("fingerprint-p95", detector.readingNanos().percentile(95) / micro, "us");
        measures.note("decide-median", detector.decidingNanos().percentile(50) / micro, "us");
        measures.note("decide-p95", detector.decidingNanos().percentile(95) / micro, "us");
    }
}
