/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;

/** The figures of a candidate, the same ones in the same order for each. */
final class Figures {
    private static final int HALF = 500;
    private static final int MOST = 950;
    private static final ImmutableList<String> STOPPING =
            ImmutableList.of("over-limit", "over-cap", "bulk", "too-many-recipients", "never-fits", "suspended");

    private Figures() {}

    static ImmutableList<Figure> of(Tally tally, Predicate<Sender> honest) {
        Fate all = tally.all();
        Percentiles waits = all.waits();
        List<Tally.Touched> touched = tally.touched();
        return ImmutableList.<Figure>builder()
                .add(Figure.messages("accepted", "accepted", all.count("accept") + all.count("advise")))
                .add(Figure.messages("warned", "  near a limit, its sender warned", all.warned()))
                .add(Figure.messages("advised", "  with advice on mass mailing", all.count("advise")))
                .addAll(stopped(all, "defer", "deferred"))
                .add(Figure.wait("wait-median", "  wait, half of them at most", waits.at(HALF)))
                .add(Figure.wait("wait-p95", "  wait, 95 of 100 at most", waits.at(MOST)))
                .add(Figure.wait("wait-longest", "  wait, the longest", waits.most()))
                .addAll(stopped(all, "hold", "held"))
                .addAll(stopped(all, "refuse", "refused"))
                .add(Figure.accounts("accounts-touched", "accounts of which something was stopped", touched.size()))
                .add(Figure.accounts(
                        "honest-accounts-touched",
                        "  of them honest",
                        touched.stream()
                                .map(Tally.Touched::sender)
                                .filter(honest)
                                .count()))
                .add(Figure.accounts(
                        "accounts-warned", "accounts that were told of something only", tally.onlyWarned()))
                .build();
    }

    private static Stream<Figure> reasons(ImmutableMultiset<Outcome> outcomes, String verdict, String word) {
        return STOPPING.stream()
                .map(reason -> Figure.messages(
                        word + "-" + reason, "  " + reason, outcomes.count(new Outcome(verdict, reason))));
    }

    private static ImmutableList<Figure> stopped(Fate all, String verdict, String word) {
        return Stream.concat(
                        Stream.of(Figure.messages(word, word, all.count(verdict))),
                        reasons(all.outcomes(), verdict, word).filter(figure -> isPossible(verdict, figure.id())))
                .collect(ImmutableList.toImmutableList());
    }

    /** What waits waits for room; what never fits and who is suspended is refused. */
    private static boolean isPossible(String verdict, String id) {
        boolean passes = id.endsWith("over-limit") || id.endsWith("over-cap") || id.endsWith("bulk");
        return verdict.equals("refuse") || passes;
    }
}
