/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.mesura.submission.HashKey;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

/**
 * The outsiders that the sender of a submission named, as it was reviewed: their keyed hashes, eight octets each with the
 * highest first, one after the other in Base64 (RFC 4648), in attribute {@code mesura.outsiders}. Whom James writes to
 * later in the mail's course (forwards, members of groups) is not among them.
 */
final class Outsiders {
    private static final AttributeName NAME = AttributeName.of(VerdictAttributes.PREFIX + "outsiders");

    private final ImmutableSet<Long> hashes;

    private Outsiders(ImmutableSet<Long> hashes) {
        this.hashes = hashes;
    }

    /** Writes the hashes of {@code outsiders} on {@code mail}. */
    static void write(ImmutableLongArray outsiders, Mail mail) {
        ByteBuffer octets = ByteBuffer.allocate(Math.multiplyExact(outsiders.length(), Long.BYTES));
        outsiders.forEach(octets::putLong);
        mail.setAttribute(
                new Attribute(NAME, AttributeValue.of(Base64.getEncoder().encodeToString(octets.array()))));
    }

    /** Those written on {@code mail}; none if it was not reviewed, or by a version that did not write them. */
    static Outsiders of(Mail mail) {
        return new Outsiders(mail.getAttribute(NAME)
                .map(attribute -> attribute.getValue().value().toString())
                .map(Outsiders::decoded)
                .orElse(ImmutableSet.of()));
    }

    private static ImmutableSet<Long> decoded(String text) {
        ByteBuffer octets = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        ImmutableSet.Builder<Long> hashes = ImmutableSet.builder();
        while (octets.remaining() >= Long.BYTES) {
            hashes.add(octets.getLong());
        }
        return hashes.build();
    }

    /** Those of {@code recipients} that are among these, by their hashes under {@code key}. */
    ImmutableMap<Long, MailAddress> among(Collection<MailAddress> recipients, HashKey key) {
        return recipients.stream()
                .filter(recipient -> hashes.contains(hash(recipient, key)))
                .collect(ImmutableMap.toImmutableMap(
                        recipient -> hash(recipient, key), recipient -> recipient, (first, same) -> first));
    }

    /** The keyed hash under which an outsider is known, whether as recipient or as sender. */
    static long hash(MailAddress address, HashKey key) {
        return key.ofRecipient(address.asString().toLowerCase(Locale.ROOT));
    }
}
