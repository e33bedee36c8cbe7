/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.IOException;
import java.util.List;

import com.google.common.collect.ImmutableList;

/** What is evaluated on, as messages for whoever wants to send some: ordinary ones and the copies of mail merges. */
public final class Letters {
    private static final List<Level> LEVELS = List.of(Level.M1, Level.M2, Level.M3);

    private final ImmutableList<OrdinaryMail> ordinary;
    private final ImmutableList<MailMerge> merges;

    private Letters(Material material) {
        this.ordinary = material.correspondents().stream()
                .flatMap(sender -> sender.mails().stream())
                .collect(ImmutableList.toImmutableList());
        Phrasebook phrasebook = material.phrasebook();
        this.merges = LEVELS.stream()
                .flatMap(level ->
                        material.templates().stream().map(template -> new MailMerge(template, level, phrasebook)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The project's own set, and the corpus that {@code -Dcorpus} names. */
    public static Letters given() throws IOException {
        return new Letters(Material.given());
    }

    /** An ordinary message; all numbers are fine. */
    public byte[] ordinary(int number) {
        return ordinary.get(Math.floorMod(number, ordinary.size())).message();
    }

    /** The copy of the mail merge of this number for the recipient of that number; all numbers are fine. */
    public byte[] copy(int merge, int recipient) {
        return merges.get(Math.floorMod(merge, merges.size())).message(Math.floorMod(recipient, Integer.MAX_VALUE));
    }
}
