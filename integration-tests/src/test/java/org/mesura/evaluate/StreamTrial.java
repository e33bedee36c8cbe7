/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends ordinary mail as it was sent: each sender an account, in time order, to the same recipients. */
final class StreamTrial {
    private final Detector detector;
    private final Prints prints;

    StreamTrial(Detector detector, Prints prints) {
        this.detector = detector;
        this.prints = prints;
    }

    /**
     * On how many days mail of {@code sender} was taken for mass mail. A message that reaches {@code advise} recipients
     * all alone is left out unless {@code wide}: that one is no false alarm.
     */
    int alarmedDays(Correspondent sender, int advise, Duration window, boolean wide, Figures octets) {
        Detector.Account account = detector.account(advise, window);
        Set<LocalDate> alarmed = new HashSet<>();
        for (OrdinaryMail mail : sender.mails()) {
            List<String> recipients = mail.recipients().isEmpty()
                    ? List.of("unknown" + mail.id() + "@outside.example")
                    : mail.recipients();
            boolean alone = recipients.stream().distinct().count() >= advise;
            if ((wide || !alone) && account.send(prints.of(mail), recipients, mail.at())) {
                alarmed.add(LocalDate.ofInstant(mail.at(), ZoneOffset.UTC));
            }
        }
        octets.add(account.storedOctets());
        return alarmed.size();
    }
}
