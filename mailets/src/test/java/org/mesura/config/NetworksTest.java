/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/16, 10.0.255.255, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.128, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 10.1.2.3, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::/32, 2001:DB8:0:0:0:0:0:1, true",
        "fe80::/10, fe80::1%eth0, true",
        "10.1.0.0/16, ::ffff:10.1.2.3, true",
        "10.1.0.0/16, localhost, false",
        "10.1.0.0/16, '', false"
    })
    void networkShouldContainTheHostsOfItsPrefix(String network, String address, boolean contained) {
        assertThat(Networks.of("192.0.2.0/24", network).contains(address)).isEqualTo(contained);
    }
}
