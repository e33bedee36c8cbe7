/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for James 3.8 is not for this James: what shows that the tests of the other one can fail. */
class UntransformedJarTest {
    @TempDir
    Path folder;

    @BeforeEach
    void install() throws Exception {
        James39.configure(folder);
    }

    @Test
    void jarOfTheOtherLineShouldNotStart() {
        assertThatThrownBy(() -> new James39(folder)).rootCause().satisfies(fault -> assertThat(fault.toString())
                .containsPattern("javax[./](inject|mail|annotation)"));
    }
}
