/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

import org.mesura.measure.Measures;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * {@code ./mvnw -Pevaluate -Dcorpus=DIR}: how well mass mail is told from ordinary mail. Sends campaigns, ordinary mail
 * as it was sent, and busy days with and without footers through the production classes; prints tables and writes all
 * rows to the file given as the only argument. Its last line is {@code evaluate: ok}, or {@code evaluate: FAILED} and
 * the measures that missed their bar, with exit code 1.
 */
public final class Evaluation {
    private static final List<Integer> STREAM_THRESHOLDS = List.of(3, 5, 10, 20, 50, 150, 500);
    private static final List<Integer> WINDOW_DAYS = List.of(1, 7, 30);
    private static final String PER_DAY = "per 1000";

    private final PrintStream out;
    private final Extent extent;
    private final Shown shown;
    private final Measures measures = new Measures();
    private final Detector detector = new Detector();
    private final Prints prints = new Prints(detector);
    private final ImmutableList<Correspondent> correspondents;
    private final ImmutableList<Correspondent> people;
    private final ImmutableList<Template> templates;
    private final Figures octets = new Figures();

    private Evaluation(PrintStream out, Extent extent, Material material) {
        this.out = out;
        this.extent = extent;
        this.shown = new Shown(out);
        this.correspondents = material.correspondents();
        this.templates = material.templates();
        this.people =
                correspondents.stream().filter(Correspondent::isBusyPerson).collect(ImmutableList.toImmutableList());
    }

    /** Evaluates all, a sample with {@code -Devaluate.quick=true}. */
    public static void main(String[] args) throws IOException, URISyntaxException {
        Material material = new Material();
        String corpus = System.getProperty("corpus", "");
        URL own = Evaluation.class.getResource("/evaluate");
        if (own != null) {
            material.add(Path.of(URI.create(own.toString())), "own/");
        }
        if (!corpus.isBlank()) {
            material.add(Path.of(corpus).resolve("streams"), "");
        }
        System.exit(
                new Evaluation(System.out, Extent.asked(), material).run(Path.of(args[0]), !corpus.isBlank()) ? 0 : 1);
    }

    private boolean run(Path file, boolean real) throws IOException {
        tell("%d senders, of them %d busy persons, %d templates"
                .formatted(correspondents.size(), people.size(), templates.size()));
        tell("ordinary mail as it was sent");
        streams();
        tell("busy days");
        days();
        tell("busy days with footers");
        footers();
        tell("campaigns");
        CampaignTable campaigns = campaigns();
        costs();
        measures.write(file);
        out.print(campaigns.text(extent.steps().keySet()));
        out.println();
        out.print(measures.table());
        if (!real) {
            out.println("ATTENTION: no corpus was given (-Dcorpus=DIR); this is the project's own set only");
        }
        ImmutableList<String> missed = measures.missed();
        out.println(
                missed.isEmpty()
                        ? "evaluate: ok"
                        : "evaluate: FAILED " + Joiner.on(", ").join(missed));
        return missed.isEmpty();
    }

    private void tell(String step) {
        out.println("evaluate: " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + step);
    }

    private void streams() {
        StreamTrial trial = new StreamTrial(detector, prints);
        for (int advise : STREAM_THRESHOLDS) {
            for (int days : WINDOW_DAYS) {
                Rate rate = new Rate();
                Rate wide = new Rate();
                for (Correspondent sender : correspondents) {
                    Duration window = Duration.ofDays(days);
                    int alarmed = trial.alarmedDays(sender, advise, window, false, octets);
                    rate.add(sender.half(), alarmed, sender.days());
                    wide.add(sender.half(), trial.alarmedDays(sender, advise, window, true, octets), sender.days());
                    if (alarmed > 0) {
                        shown.tell("false alarm: stream R=%d %dd %s on %d days"
                                .formatted(advise, days, sender.name(), alarmed));
                    }
                }
                note("streams-R%d-%dd".formatted(advise, days), rate, advise, days);
                wide.note(measures, "streams-R%d-%dd-with-wide".formatted(advise, days), PER_DAY);
            }
        }
    }

    private void note(String measure, Rate rate, int advise, int days) {
        if (days == 1 && advise >= 20) {
            rate.atMost(measures, measure, PER_DAY, 0);
        } else if (days == 1 && advise == 10) {
            rate.atMost(measures, measure, PER_DAY, 0.2);
        } else {
            rate.note(measures, measure, PER_DAY);
        }
    }

    private List<BusyDay> busyDays() {
        return people.stream()
                .flatMap(person -> BusyDay.of(person, extent.rounds()).stream())
                .toList();
    }

    private void days() {
        DayTrial trial = new DayTrial(detector, prints);
        Rate rate = new Rate();
        for (BusyDay day : busyDays()) {
            boolean alarmed = trial.isAlarmed(day);
            rate.add(day.half(), alarmed ? 1 : 0, 1);
            if (alarmed) {
                shown.tell("false alarm: busy day " + day.name());
            }
        }
        measures.note("busy-days", rate.total(Half.values()), "days");
        rate.atMost(measures, "busy-days-alarmed", PER_DAY, 5);
    }

    private void footers() {
        DayTrial trial = new DayTrial(detector, prints);
        ImmutableList<Footer> footers = Footer.all();
        Rate cold = new Rate();
        Rate warm = new Rate();
        Rate coldBrief = new Rate();
        Rate warmBrief = new Rate();
        for (BusyDay day : busyDays()) {
            Random random = Seeds.random(day.sender().address(), day.number(), "footers");
            for (int repeat = 0; repeat < extent.footersPerDay(); repeat++) {
                DayTrial.Footing footing = new DayTrial.Footing(
                        footers.get(random.nextInt(footers.size())),
                        List.of(Dress.PLAIN, Dress.HTML, Dress.ALTERNATIVE).get(random.nextInt(3)),
                        random.nextBoolean());
                List<Detector.Print> before = trial.before(day, footing);
                List<Detector.Print> whole = trial.footed(day, footing);
                List<Detector.Print> brief = trial.brief(day, footing);
                footer(cold, "cold", trial, day, footing, List.of(), whole);
                footer(warm, "warm", trial, day, footing, before, whole);
                footer(coldBrief, "cold brief", trial, day, footing, List.of(), brief);
                footer(warmBrief, "warm brief", trial, day, footing, before, brief);
            }
        }
        warm.atMost(measures, "footers-warm", PER_DAY, 5);
        cold.atMost(measures, "footers-cold", PER_DAY, 50);
        warmBrief.atMost(measures, "footers-warm-brief", PER_DAY, 5);
        coldBrief.atMost(measures, "footers-cold-brief", PER_DAY, 50);
    }

    private void footer(
            Rate rate,
            String kind,
            DayTrial trial,
            BusyDay day,
            DayTrial.Footing footing,
            List<Detector.Print> before,
            List<Detector.Print> mails) {
        boolean alarmed = trial.isAlarmed(day, before, mails);
        rate.add(day.half(), alarmed ? 1 : 0, 1);
        if (alarmed) {
            shown.tell("false alarm: footer " + kind + " " + footing.name() + " " + day.name());
        }
    }

    private CampaignTable campaigns() {
        ImmutableList<OrdinaryMail> mails = correspondents.stream()
                .flatMap(sender -> sender.mails().stream())
                .collect(ImmutableList.toImmutableList());
        Phrasebook phrasebook = Phrasebook.of(templates, mails);
        CampaignTrial trial = new CampaignTrial(detector, prints, people, phrasebook);
        CampaignTable table = new CampaignTable();
        for (Template template : templates) {
            for (Level level : Level.values()) {
                for (CampaignTrial.Result result : trial.run(template, level, thresholds(template, level))) {
                    table.add(result);
                    octets.add(result.octets());
                    if (!result.isNoticedBy(2 * result.advise())) {
                        shown.tell("missed: %s R=%d %s".formatted(level, result.advise(), template.name()));
                    }
                }
            }
        }
        table.note(measures, extent.steps().keySet());
        return table;
    }

    private List<Integer> thresholds(Template template, Level level) {
        return extent.steps().entrySet().stream()
                .filter(step -> template.index() % step.getValue() == 0)
                .map(step -> step.getKey())
                .filter(advise -> advise == DayTrial.ADVISE || level != Level.M4 && level != Level.M5)
                .toList();
    }

    private void costs() {
        measures.note("fingerprint-median", detector.readingNanos().percentile(50) / 1_000.0, "us");
        measures.note("fingerprint-p95", detector.readingNanos().percentile(95) / 1_000.0, "us");
        measures.note("decide-median", detector.decidingNanos().percentile(50) / 1_000.0, "us");
        measures.note("decide-p95", detector.decidingNanos().percentile(95) / 1_000.0, "us");
        measures.note("stored-octets-median", octets.percentile(50), "B");
        measures.note("stored-octets-p95", octets.percentile(95), "B");
        measures.note("stored-octets-most", octets.percentile(100), "B");
    }
}
