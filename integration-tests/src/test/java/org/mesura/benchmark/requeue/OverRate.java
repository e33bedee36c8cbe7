/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark.requeue;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches mail whose sender's domain is that of the condition {@code domain,quantity,seconds} and has had its quantity
 * within the seconds; what is not matched counts. It is exact, in memory, for one domain, and so costs less than any rate
 * limiter that could be had: whoever is measured with it has no reason to complain.
 */
public final class OverRate extends GenericMatcher {
    private String domain;
    private int quantity;
    private long window;
    /** When mail went on, oldest first. Guarded by itself. */
    private final Deque<Long> gone = new ArrayDeque<>();

    @Override
    public void init() throws MessagingException {
        String[] words = getCondition().split(",");
        domain = words[0];
        quantity = Integer.parseInt(words[1]);
        window = TimeUnit.SECONDS.toMillis(Long.parseLong(words[2]));
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        boolean concerned = mail.getMaybeSender()
                .asOptional()
                .filter(sender -> sender.getDomain().asString().equals(domain))
                .isPresent();
        return concerned && isOver(System.currentTimeMillis()) ? mail.getRecipients() : List.of();
    }

    private boolean isOver(long now) {
        synchronized (gone) {
            while (!gone.isEmpty() && gone.peekFirst() <= now - window) {
                gone.removeFirst();
            }
            if (gone.size() >= quantity) {
                return true;
            }
            gone.addLast(now);
            return false;
        }
    }
}
