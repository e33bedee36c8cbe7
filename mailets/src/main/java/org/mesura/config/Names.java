/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;

/** How accounts, domains, addresses and other names are written. Each throws {@link BrokenRule} at anything else. */
final class Names {
    private static final String NETWORK = "network:";
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LOCAL_PART = 255;
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?");
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cntrl}@<>()\\[\\],;:\\\\\"]+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
    // no segment begins with a dot, so none is '..'
    private static final Pattern FILE_BELOW =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]*(/[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]*)*");
    private static final ImmutableSet<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().collect(ImmutableSet.toImmutableSet());

    private Names() {}

    /** An account: an address, a bare name on a server without domains, or {@code network:192.0.2.7} for a host. */
    static String account(String text) {
        String account = text.toLowerCase(Locale.ROOT);
        if (account.startsWith(NETWORK) && InetAddresses.isInetAddress(account.substring(NETWORK.length()))) {
            String host = account.substring(NETWORK.length());
            return NETWORK + InetAddresses.toAddrString(InetAddresses.forString(host));
        }
        if (!isAddress(account) && !isLocalPart(account)) {
            throw new BrokenRule("must be an account such as ana@alcaldia.example");
        }
        return account;
    }

    static String address(String text) {
        String address = text.toLowerCase(Locale.ROOT);
        if (!isAddress(address)) {
            throw new BrokenRule("must be a mail address such as ana@alcaldia.example");
        }
        return address;
    }

    static String domain(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        if (!isDomain(domain)) {
            throw new BrokenRule("must be a domain such as alcaldia.example");
        }
        return domain;
    }

    /** A domain, or all subdomains of one: {@code *.alcaldia.example}. */
    static String domains(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        if (!isDomain(domain.startsWith("*.") ? domain.substring(2) : domain)) {
            throw new BrokenRule("must be a domain such as alcaldia.example or *.alcaldia.example");
        }
        return domain;
    }

    /** The name of a policy or group, or the id of a permit. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new BrokenRule("must be at most 64 letters, digits, '.', '_' and '-', the first a letter or digit");
        }
        return text;
    }

    /** A file below the folder of the settings, whatever the system, and never outside of it. */
    static String fileBelow(String text) {
        if (!FILE_BELOW.matcher(text).matches()) {
            throw new BrokenRule("must be a file below the folder of this one, such as groups/prensa.txt");
        }
        return text;
    }

    static ZoneId zone(String text) {
        if (!ZONES.contains(text)) {
            throw new BrokenRule("must be an IANA time zone such as America/Bogota", Nearest.hint(text, ZONES));
        }
        return ZoneId.of(text);
    }

    static String page(String text) {
        Optional<URI> page = uri(text)
                .filter(uri -> uri.getHost() != null)
                .filter(uri -> uri.getScheme().equalsIgnoreCase("https")
                        || uri.getScheme().equalsIgnoreCase("http"));
        return page.map(URI::toString)
                .orElseThrow(() -> new BrokenRule("must be a web address such as https://www.alcaldia.example/correo"));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String text) {
        return text.length() <= LONGEST_LOCAL_PART && LOCAL_PART.matcher(text).matches();
    }

    private static boolean isDomain(String text) {
        return text.length() <= LONGEST_DOMAIN
                && !InetAddresses.isInetAddress(text)
                && Splitter.on('.').splitToStream(text).allMatch(label -> LABEL.matcher(label)
                        .matches());
    }
}
