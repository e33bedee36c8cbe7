/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;

class SealTest {
    private static final byte[] VALUE = {1, 2, 3, -4};

    @Test
    void sealedValueShouldComeBackAsItWas() {
        assertThat(Seal.open("accounts", "ana@alcaldia.example", Seal.on("accounts", "ana@alcaldia.example", VALUE)))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
    }

    @Test
    void filesOfEarlierVersionsShouldStayReadable() {
        byte[] before = Bytes.concat("accounts\0ñandú@alcaldia.example\0".getBytes(UTF_8), VALUE);

        assertThat(Seal.on("accounts", "ñandú@alcaldia.example", VALUE))
                .startsWith(Ints.toByteArray(Hashing.crc32c().hashBytes(before).asInt()))
                .endsWith(VALUE);
    }

    @Test
    void valueUnderAnotherKeyShouldNotBeBelieved() {
        byte[] sealed = Seal.on("accounts", "ana@alcaldia.example", VALUE);

        assertThat(Seal.open("accounts", "eva@alcaldia.example", sealed)).isEmpty();
        assertThat(Seal.open("notices", "ana@alcaldia.example", sealed)).isEmpty();
    }

    @Test
    void eachFlippedBitShouldBreakTheSeal() {
        byte[] sealed = Seal.on("accounts", "ana@alcaldia.example", VALUE);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(Seal.open("accounts", "ana@alcaldia.example", flipped))
                    .as("bit %s", bit)
                    .isEmpty();
        }
    }
}
