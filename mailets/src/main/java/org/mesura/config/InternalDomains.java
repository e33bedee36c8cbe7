/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Collection;
import java.util.Locale;

import com.google.common.collect.ImmutableSet;

/**
 * The domains that are internal besides James's own: each as it stands, or with {@code *.} all subdomains of one but
 * not itself.
 */
public final class InternalDomains {
    private final ImmutableSet<String> names;

    private InternalDomains(ImmutableSet<String> names) {
        this.names = names;
    }

    /** The domains of these names, in any case; {@code *.example.org} means all subdomains of example.org, not itself. */
    public static InternalDomains of(Collection<String> names) {
        return new InternalDomains(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(ImmutableSet.toImmutableSet()));
    }

    public boolean contains(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        if (names.contains(name)) {
            return !name.startsWith("*");
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (names.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InternalDomains domains && names.equals(domains.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
