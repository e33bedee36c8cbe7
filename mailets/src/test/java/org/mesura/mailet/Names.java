/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;

/** The domain name system, as far as mail exchangers go. */
final class Names implements DNSService {
    private final ListMultimap<String, String> exchangers = LinkedListMultimap.create();
    boolean fails;

    void exchangers(String domain, String... hosts) {
        exchangers.putAll(domain, List.of(hosts));
    }

    @Override
    public Collection<String> findMXRecords(String domain) throws TemporaryResolutionException {
        if (fails) {
            throw new TemporaryResolutionException("no resolver answers");
        }
        return exchangers.get(domain);
    }

    @Override
    public Collection<String> findTXTRecords(String host) {
        throw new UnsupportedOperationException(host);
    }

    @Override
    public Collection<InetAddress> getAllByName(String host) {
        throw new UnsupportedOperationException(host);
    }

    @Override
    public InetAddress getByName(String host) {
        throw new UnsupportedOperationException(host);
    }

    @Override
    public InetAddress getLocalHost() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getHostName(InetAddress address) {
        throw new UnsupportedOperationException();
    }
}
