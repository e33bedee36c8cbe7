/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Arrays;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;

/** The authorised networks, whose hosts are accounts of their own; IPv4 and IPv6. */
public final class Networks {
    private final ImmutableSet<Network> all;

    Networks(ImmutableSet<Network> all) {
        this.all = all;
    }

    /** The networks that these name in CIDR form; an address alone is a network of one host. */
    public static Networks of(String... networks) {
        return new Networks(Arrays.stream(networks).map(Network::parse).collect(ImmutableSet.toImmutableSet()));
    }

    /**
     * Whether the host at {@code address} belongs to one of the networks. An IPv4 address in IPv6 form ({@code
     * ::ffff:10.1.2.3}) is the IPv4 one, an IPv6 zone ({@code %eth0}) does not count, and what is no address, such as a
     * host name, belongs to none.
     */
    public boolean contains(String address) {
        int zone = address.indexOf('%');
        String host = zone < 0 ? address : address.substring(0, zone);
        return InetAddresses.isInetAddress(host)
                && all.stream().anyMatch(network -> network.contains(InetAddresses.forString(host)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks networks && all.equals(networks.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
