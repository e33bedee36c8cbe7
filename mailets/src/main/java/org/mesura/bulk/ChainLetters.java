/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.mesura.policy.ChainLetterRule;
import org.mesura.submission.Sender;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;

/**
 * The texts that left the institution lately, and which accounts sent each: a chain letter passed on from colleague to
 * colleague, or one wave of spam from many stolen accounts.
 *
 * <p>A text is one that is known already if its sketch agrees with it as much as within one account ({@link Campaigns}),
 * if both begin alike ({@link Opening}), and if above the end that both share they are not two different texts. The last
 * two make the calm: what hundreds of colleagues have in common is what stands below their mail, the seal, the
 * advertisement, the paragraph of the lawyers, and the set phrases above it, not both at once. So nothing has to be
 * learned first. What any account is known to end its mail with is left out besides ({@link CommonEnds}), and fewer than
 * {@value Fingerprinter#ENOUGH_WORDS} words above it are no text: many say <em>received, thank you</em>.
 *
 * <p>With a rule of ten: nine accounts sent a text since 10:42, a tenth sends it at 11:10, and it is told; it is told
 * again at 12:10 at the earliest. At 12:20 what was last sent by 11:20 does not count.
 *
 * <p>Bounded: {@value #KEPT} texts, of each {@value Spread#ACCOUNTS_KEPT} accounts. When one more comes, the text of the
 * fewest accounts goes, of those the one that rested longest. Kept in memory only. Safe for threads: each call is one step,
 * of some microseconds.
 */
public final class ChainLetters {
    static final int KEPT = 2_000;

    /** A clock that goes back further than threads may overtake each other forgets everything. */
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    /** The text that a message is of agrees with it best; under a long footer that nobody knows yet very many agree some. */
    private static final int LOOKED_AT = 8;

    /** The one that was sent last the last. Guarded by this. */
    private final Set<Spread> texts = new LinkedHashSet<>();

    /** The texts by the keys of their openings. Guarded by this. */
    private final SetMultimap<Long, Spread> byOpening = LinkedHashMultimap.create();

    /** Guarded by this. */
    private final CommonEnds ends = new CommonEnds();

    /** Guarded by this. */
    private Instant latest = Instant.MIN;

    /**
     * {@code sender} sends {@code sent} at {@code now}.
     *
     * @return the chain letter that it is part of if that should be told now
     */
    public synchronized Optional<ChainLetter> add(SentText sent, Sender sender, ChainLetterRule rule, Instant now) {
        Instant time = onward(now);
        Instant outside = time.minus(rule.window());
        forget(outside);
        ends.learn(sent.ending(), sent.footer());
        Ending own = sent.ending().above(Math.max(sent.footer(), ends.lengthIn(sent.ending())));
        if (own.length() < Fingerprinter.ENOUGH_WORDS) {
            return Optional.empty();
        }
        Spread spread = find(sent, own).orElseGet(() -> enter(new Spread(sent, own, time)));
        spread.add(sent, sender, outside, time);
        // who was sent last stands last
        texts.remove(spread);
        texts.add(spread);
        return spread.isDue(rule.tellAt(), rule.window(), time) ? Optional.of(spread.tell(time)) : Optional.empty();
    }

    /** How many texts are known. */
    synchronized int size() {
        return texts.size();
    }

    private Instant onward(Instant now) {
        if (now.isBefore(latest) && now.isBefore(latest.minus(OUT_OF_ORDER))) {
            texts.clear();
            byOpening.clear();
            latest = now;
        }
        latest = now.isAfter(latest) ? now : latest;
        return latest;
    }

    private void forget(Instant outside) {
        while (!texts.isEmpty() && !texts.iterator().next().latest().isAfter(outside)) {
            remove(texts.iterator().next());
        }
    }

    private Optional<Spread> find(SentText sent, Ending own) {
        Set<Spread> near = new LinkedHashSet<>();
        // nearly always nobody else began like this
        sent.opening().keys().filter(byOpening::containsKey).forEach(key -> near.addAll(byOpening.get(key)));
        return near.stream()
                .filter(spread -> spread.opening().isAlike(sent.opening()))
                .map(spread -> new Likeness(spread, spread.agreement(sent)))
                .filter(likeness -> likeness.agreement() >= sent.needed())
                .sorted(Comparator.comparingInt(Likeness::agreement).reversed())
                .limit(LOOKED_AT)
                .map(Likeness::spread)
                .filter(spread -> spread.isAlikeAboveItsEnd(own))
                .findFirst();
    }

    private Spread enter(Spread spread) {
        if (texts.size() == KEPT) {
            remove(smallest());
        }
        texts.add(spread);
        spread.opening().keys().forEach(key -> byOpening.put(key, spread));
        return spread;
    }

    private Spread smallest() {
        Spread smallest = texts.iterator().next();
        for (Spread spread : texts) {
            if (spread.accounts() < smallest.accounts()) {
                smallest = spread;
            }
            if (smallest.accounts() == 1) {
                // none is smaller, and what follows rested less
                break;
            }
        }
        return smallest;
    }

    private void remove(Spread spread) {
        texts.remove(spread);
        spread.opening().keys().forEach(key -> byOpening.remove(key, spread));
    }

    private record Likeness(Spread spread, int agreement) {}
}
