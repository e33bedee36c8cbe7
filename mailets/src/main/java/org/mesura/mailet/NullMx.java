/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import javax.inject.Inject;

import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

import com.google.common.collect.ImmutableList;

/**
 * Tells a domain that takes no mail (RFC 7505: one MX, named by the root) from one whose servers cannot be found. James
 * says the same of both; its answer is in the cache of James's resolver, which was just asked.
 */
final class NullMx {
    /** What a server would say (RFC 7505 section 4.2). */
    static final String REFUSAL = "556 5.1.10 Recipient address has null MX";

    private static final ImmutableList<String> ROOT = ImmutableList.of(".");

    private final DNSService names;

    @Inject
    NullMx(DNSService names) {
        this.names = names;
    }

    boolean has(Domain domain) {
        try {
            return ImmutableList.copyOf(names.findMXRecords(domain.asString())).equals(ROOT);
        } catch (TemporaryResolutionException unknown) {
            return false;
        }
    }
}
