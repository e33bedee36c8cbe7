/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.util.Locale;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.mesura.config.InternalDomains;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.net.InetAddresses;

/**
 * Tells insiders from outsiders by the domain of an address: James's own domains and those configured are inside. James's
 * answer is remembered for a minute; a domain James cannot tell about, and an address literal, is outside.
 */
final class Insiders {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int DOMAINS = 10_000;

    private static final String POSTMASTER = "postmaster";

    private final MailetContext context;
    private final LoadingCache<Domain, Boolean> local;

    Insiders(MailetContext context) {
        this.context = context;
        this.local = CacheBuilder.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(DOMAINS)
                .build(CacheLoader.from(context::isLocalServer));
    }

    boolean has(MailAddress address, InternalDomains configured) {
        String domain = address.getDomain().asString().toLowerCase(Locale.ROOT);
        if (InetAddresses.isInetAddress(domain)) {
            // a literal, whose brackets MailAddress drops; James counts its own addresses among its domains
            return false;
        }
        return configured.contains(domain) || isLocal(address.getDomain());
    }

    /** Whether it is James's postmaster, or that of a domain of ours, whom James takes for the same (RFC 5321 section 4.5.1). */
    boolean isPostmaster(MailAddress address, InternalDomains configured) {
        return address.equals(context.getPostmaster())
                || address.getLocalPart().equalsIgnoreCase(POSTMASTER) && has(address, configured);
    }

    private boolean isLocal(Domain domain) {
        try {
            return local.getUnchecked(domain);
        } catch (RuntimeException unknown) {
            // logged by James, which failed; outside is the side that is counted
            return false;
        }
    }
}
