/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsensusTest {
    private static final Sketch A = Sketch.of(new Random(1).longs(50).toArray());
    private static final Sketch B = Sketch.of(new Random(2).longs(50).toArray());
    private static final Sketch C = Sketch.of(new Random(3).longs(50).toArray());

    private static Consensus consensus(String sketches) {
        var consensus = Consensus.of(sketch(sketches.charAt(0)));
        for (var next : sketches.substring(1).toCharArray()) {
            consensus = consensus.with(sketch(next));
        }
        return consensus;
    }

    private static Sketch sketch(char name) {
        return switch (name) {
            case 'a' -> A;
            case 'b' -> B;
            default -> C;
        };
    }

    @ParameterizedTest(name = "{0} times a, then {1} times b, then {2} times a: {3}")
    @CsvSource({
        "1, 0, 0, a",
        "1, 1, 0, b",
        "2, 1, 0, a",
        "2, 2, 0, b",
        "3, 2, 0, a",
        "3, 2, 1, a",
        "1, 1, 1, a",
        "2, 3, 1, b",
        "15, 14, 0, a",
        "15, 15, 0, b",
        "200, 14, 0, a",
        "200, 15, 0, b",
        "200, 14, 200, a",
    })
    void consensusShouldBeWhatMostVotesAreFor(int first, int second, int third, char winner) {
        var consensus = consensus("a".repeat(first) + "b".repeat(second) + "a".repeat(third));

        assertThat(consensus.agreement(sketch(winner))).isEqualTo(Sketch.COMPONENTS);
    }

    @Test
    void whatDiffersEachTimeShouldGatherNoVotes() {
        var random = new Random(4);
        var common = random.longs(90).toArray();
        var consensus = Consensus.of(withOthers(common, random));
        for (var mail = 0; mail < 40; mail++) {
            consensus = consensus.with(withOthers(common, random));
        }

        var original = Sketch.of(common);
        assertThat(consensus.agreement(original))
                .as("seed 4")
                .isGreaterThan(Consensus.of(withOthers(common, random)).agreement(original));
    }

    /** The pairs {@code common} and two thirds as many of its own. */
    private static Sketch withOthers(long[] common, Random random) {
        var pairs = Arrays.copyOf(common, common.length * 5 / 3);
        for (var index = common.length; index < pairs.length; index++) {
            pairs[index] = random.nextLong();
        }
        return Sketch.of(pairs);
    }

    @Test
    void votingShouldNotChangeTheConsensusBefore() {
        var before = consensus("aab");
        var octets = before.octets();
        before.with(B).with(B);

        assertThat(before.octets()).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "aab", "aaaaaaaaaaaaaaaaaaaaaaaab", "abcabcaac"})
    void octetsShouldGiveTheConsensusBack(String sketches) {
        var consensus = consensus(sketches);
        var read = Consensus.ofOctets(consensus.octets());

        assertThat(read).isEqualTo(consensus).hasSameHashCodeAs(consensus);
        assertThat(read.with(C)).isEqualTo(consensus.with(C));
    }

    @Test
    void votesShouldTellConsensusesApart() {
        assertThat(consensus("a")).isNotEqualTo(consensus("aa")).isNotEqualTo(consensus("b"));
        assertThat(consensus("a").agreement(consensus("aa"))).isEqualTo(Sketch.COMPONENTS);
    }

    @Test
    void otherCountOfOctetsShouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Consensus.ofOctets(new byte[127]))
                .withMessage("a consensus takes 128 octets, got 127");
    }
}
