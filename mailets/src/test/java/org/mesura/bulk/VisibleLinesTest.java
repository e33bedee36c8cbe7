/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleLinesTest {
    private final VisibleLines lines = new VisibleLines(100);

    @Test
    void itemShouldBeMarkedBeforeItsFirstWordAndNotWhereThereIsNone() {
        lines.mark("* ");
        lines.write(" \n", false);
        assertThat(lines.text()).isEmpty();

        lines.write("uno", false);
        lines.startLine();
        lines.write("dos", false);

        assertThat(lines.text()).isEqualTo("* uno\ndos\n");
    }

    @Test
    void linesShouldBeFullWithWhatStandsOnTheLineToo() {
        lines.write("a".repeat(50), false);
        lines.startLine();
        lines.write("b".repeat(48), false);
        assertThat(lines.isFull()).isFalse();

        lines.write("c", false);

        assertThat(lines.isFull()).isTrue();
    }
}
