/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = Allowance.ofMessage();

    private static InputStream octets(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void plainTextShouldBeReadAsFarAsThereIsRoomForIt() throws IOException {
        assertThat(allowance.readPlain(octets(100), TransferEncoding.IDENTITY)).hasSize(100);
        assertThat(allowance.isUsedUp()).isFalse();
        assertThat(allowance.readPlain(octets(2 * Allowance.PLAIN), TransferEncoding.IDENTITY))
                .hasSize(Allowance.PLAIN - 100);
        assertThat(allowance.isUsedUp()).isTrue();
        assertThat(allowance.readPlain(octets(1), TransferEncoding.IDENTITY)).isEmpty();
        assertThat(allowance.readFile(octets(7))).as("files have their own").hasSize(7);
        assertThat(allowance.ofEnclosed().isUsedUp())
                .as("enclosed messages have their own")
                .isFalse();
    }

    @Test
    void pageShouldTakeAsMuchAsJsoupNeedsForAnEmptyOne() throws IOException {
        int pages = Allowance.HTML / 256;
        for (int page = 1; page < pages; page++) {
            allowance.readHtml(octets(1), TransferEncoding.IDENTITY);
        }
        assertThat(allowance.isUsedUp()).isFalse();

        allowance.readHtml(octets(0), TransferEncoding.IDENTITY);

        assertThat(allowance.isUsedUp()).isTrue();
    }

    @Test
    void pagesShouldBeReadAsFarAsThereAreTagsForThem() {
        String page = "<b>x".repeat(Allowance.TAGS - 2);

        assertThat(allowance.page(page)).isEqualTo(page);
        assertThat(allowance.isUsedUp()).isFalse();
        assertThat(allowance.page("a<b>b<i>c<u>d")).isEqualTo("a<b>b<i>c");
        assertThat(allowance.isUsedUp()).isTrue();
        assertThat(allowance.page("no tag")).isEqualTo("no tag");
        assertThat(allowance.page("<b>")).isEmpty();
        assertThat(allowance.pageOfFile("<b>")).as("files have their own").isEqualTo("<b>");
    }

    @Test
    void partsAndEnclosedMessagesShouldBeTakenAsLongAsThereAreAny() {
        assertThat(IntStream.range(0, Allowance.PARTS))
                .allSatisfy(part -> assertThat(allowance.takesPart()).isTrue());
        assertThat(allowance.isUsedUp()).isFalse();
        assertThat(allowance.takesPart()).isFalse();
        assertThat(allowance.isUsedUp()).isTrue();

        assertThat(IntStream.range(0, 200))
                .allSatisfy(message -> assertThat(allowance.takesMessage()).isTrue());
        assertThat(allowance.takesMessage()).isFalse();
    }
}
