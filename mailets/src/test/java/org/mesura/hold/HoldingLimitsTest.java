/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HoldingLimitsTest {
    @Test
    void oneOfEachShouldBeTheLeast() {
        assertThat(new HoldingLimits(1, 1, 1, 1).messages()).isEqualTo(1);
    }

    @Test
    void limitOfNothingShouldBeRejectedByItsName() {
        assertThatThrownBy(() -> new HoldingLimits(0, 1, 1, 1))
                .hasMessage("held 'messagesPerAccount' must be at least 1, got '0'");
        assertThatThrownBy(() -> new HoldingLimits(1, 0, 1, 1))
                .hasMessage("held 'bytesPerAccount' must be at least 1, got '0'");
        assertThatThrownBy(() -> new HoldingLimits(1, 1, 0, 1))
                .hasMessage("held 'messages' must be at least 1, got '0'");
        assertThatThrownBy(() -> new HoldingLimits(1, 1, 1, -1))
                .hasMessage("held 'bytes' must be at least 1, got '-1'");
    }
}
