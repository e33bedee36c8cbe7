/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.BaseEncoding;

class SketchTest {
    private static final int PAIRS = 200;
    private static final int TRIALS = 200;

    private static int agreement(Sketch one, Sketch other) {
        return Consensus.of(one).agreement(other);
    }

    private static String hex(Sketch sketch) {
        var octets = new byte[Sketch.COMPONENTS];
        for (var index = 0; index < octets.length; index++) {
            octets[index] = sketch.component(index);
        }
        return BaseEncoding.base16().lowerCase().encode(octets);
    }

    @Test
    void sketchShouldStayWhatItIsBecauseItIsStored() {
        assertThat(hex(Sketch.of(LongStream.rangeClosed(1, 50).toArray())))
                .isEqualTo(
                        "1278cebf0153b8bc32236d88c80a00630936ca3d31250a1470c1d5ca5b97cb89946471d65aa80d03e98a78ff95630518440507da8744476c6e74805e58d701b0");
        assertThat(hex(Texts.fingerprint("La sesión del Concejo será el jueves a las diez en el salón de la alcaldía.")
                        .sketch(15)))
                .isEqualTo(
                        "6e760472192072b43671a4b81189174647b6b0fb05baa9837ea11bb4027ba42405156a560d4155cd833263e5b69d9b92629919ccee92967dc9928ed927bdb1d9");
    }

    @Test
    void sameTextShouldHaveTheSameSketch() {
        var text = Texts.words(1, 60);

        assertThat(agreement(
                        Texts.fingerprint(text).sketch(60),
                        Texts.fingerprint(text.toUpperCase()).sketch(60)))
                .isEqualTo(Sketch.COMPONENTS);
    }

    @Test
    void orderAndRepetitionOfPairsShouldNotMatter() {
        assertThat(hex(Sketch.of(new long[] {3, 1, 2, 1, 3}))).isEqualTo(hex(Sketch.of(new long[] {1, 2, 3})));
    }

    @ParameterizedTest(name = "{0} % in common")
    @ValueSource(ints = {0, 10, 25, 50, 75, 90, 100})
    void agreementShouldBeThePartInCommon(int percent) {
        var random = new Random(percent);
        var common = PAIRS * percent / 100;
        var agreements = IntStream.range(0, TRIALS)
                .map(trial -> {
                    var pairs = random.longs(2 * PAIRS - common).toArray();
                    return agreement(
                            Sketch.of(Arrays.copyOf(pairs, PAIRS)),
                            Sketch.of(Arrays.copyOfRange(pairs, PAIRS - common, pairs.length)));
                })
                .summaryStatistics();
        var resemblance = (double) common / (2 * PAIRS - common);
        // what is not in common agrees by chance, one octet in 256
        var expected = Sketch.COMPONENTS * (resemblance + (1 - resemblance) / 256);
        var deviation = Math.sqrt(Sketch.COMPONENTS * resemblance * (1 - resemblance));

        assertThat(agreements.getAverage()).as("seed %s", percent).isCloseTo(expected, within(1.0));
        assertThat(agreements.getMin()).as("seed %s", percent).isGreaterThanOrEqualTo((int) (expected - 5 * deviation));
        assertThat(agreements.getMax())
                .as("seed %s", percent)
                .isLessThanOrEqualTo((int) (expected + 5 * deviation) + 3);
    }

    @Test
    void textWithoutPairsShouldHaveNoSketch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sketch.of(new long[0]))
                .withMessage("a text without words has no sketch");
    }
}
