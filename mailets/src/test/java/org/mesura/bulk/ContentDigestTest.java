/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.mesura.submission.HashKey;

import com.google.common.collect.ImmutableList;

class ContentDigestTest {
    private final ContentDigest digest = new ContentDigest(new HashKey(1, 2));

    private long of(String head, String rest) throws IOException {
        return digest.of(head.getBytes(UTF_8), new ByteArrayInputStream(rest.getBytes(UTF_8)), new byte[4]);
    }

    @Test
    void digestShouldBeOfAllOctetsHoweverTheyAreRead() throws IOException {
        assertThat(of("acta ", "del concejo"))
                .isEqualTo(of("acta del conc", "ejo"))
                .isEqualTo(of("acta del concejo", ""));
        assertThat(of("acta ", "del concejo")).isNotEqualTo(of("acta ", "del concejp"));
        assertThat(digest.of("acta")).isNotEqualTo(of("acta", ""));
    }

    @Test
    void enclosedMessageShouldBeKnownByItsSubjectItsTextItsFilesAndItsPictures() {
        var none = ImmutableList.<Long>of();
        var one = ImmutableList.of(1L);

        assertThat(Stream.of(
                                new MessageContent("acta", "hola", none, none),
                                new MessageContent("actas", "hola", none, none),
                                new MessageContent("acta", "holas", none, none),
                                new MessageContent("actah", "ola", none, none),
                                new MessageContent("acta", "hola", one, none),
                                new MessageContent("acta", "hola", one, one))
                        .map(digest::of))
                .doesNotHaveDuplicates();
        assertThat(digest.of(new MessageContent("acta", "hola", none, one)))
                .isNotEqualTo(digest.of(new MessageContent("acta", "hola", none, none)));
        assertThat(digest.of(new MessageContent("acta", "hola", one, one)))
                .isEqualTo(digest.of(new MessageContent("acta", "hola", one, one)));
    }
}
