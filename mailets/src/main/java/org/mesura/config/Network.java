/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import com.google.common.net.InetAddresses;

/** The hosts whose addresses share their first {@code bits} bits with {@code base}: {@code 10.1.0.0/16}. */
record Network(InetAddress base, int bits) {
    /** Reads CIDR form (RFC 4632, RFC 4291); an address alone is a network of one host. */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!InetAddresses.isInetAddress(address) || address.indexOf('%') >= 0) {
            throw new BrokenRule("must be an address or a network such as 10.1.0.0/16 or 2001:db8::/32");
        }
        InetAddress base = InetAddresses.forString(address);
        int most = base.getAddress().length * Byte.SIZE;
        Network network = new Network(base, slash < 0 ? most : prefix(text.substring(slash + 1), most));
        if (!network.firstHost().equals(base)) {
            Network meant = new Network(network.firstHost(), network.bits);
            throw new BrokenRule("must have no bits set after its prefix", ", did you mean '" + meant + "'?");
        }
        return network;
    }

    boolean contains(InetAddress host) {
        return host.getAddress().length == base.getAddress().length
                && new Network(host, bits).firstHost().equals(base);
    }

    @Override
    public String toString() {
        return InetAddresses.toAddrString(base) + "/" + bits;
    }

    private static int prefix(String text, int most) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > most) {
            throw new BrokenRule("must have a prefix from 0 to " + most);
        }
        return Integer.parseInt(text);
    }

    private InetAddress firstHost() {
        byte[] octets = base.getAddress();
        int kept = bits / Byte.SIZE;
        if (kept < octets.length) {
            octets[kept] &= (byte) (0xFF00 >> bits % Byte.SIZE);
            Arrays.fill(octets, kept + 1, octets.length, (byte) 0);
        }
        return address(octets);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets, got " + octets.length, e);
        }
    }
}
