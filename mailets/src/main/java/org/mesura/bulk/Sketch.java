/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import com.dynatrace.hash4j.similarity.SuperMinHashVersion;

/**
 * A text's sketch: {@value #COMPONENTS} values, of which two texts have as large a part in common as their pairs of
 * neighbouring words (Broder, <em>On the resemblance and containment of documents</em>, 1997; in the form of Ertl,
 * <em>SuperMinHash</em>, 2017, with one octet a component after Li and König, <em>b-bit minwise hashing</em>, 2010).
 * Nothing of the text can be read back from it.
 */
final class Sketch {
    static final int COMPONENTS = 64;

    // the version is named, because sketches are stored
    private static final SimilarityHashPolicy MIN_HASH =
            SimilarityHashing.superMinHash(COMPONENTS, Byte.SIZE, SuperMinHashVersion.V1);

    private final byte[] components;

    private Sketch(byte[] components) {
        this.components = components;
    }

    /** The sketch of a text with the pairs of words whose hashes are {@code pairs}. */
    static Sketch of(long[] pairs) {
        checkArgument(pairs.length > 0, "a text without words has no sketch");
        return new Sketch(MIN_HASH.createHasher().compute(ElementHashProvider.ofValues(pairs)));
    }

    byte component(int index) {
        return components[index];
    }
}
