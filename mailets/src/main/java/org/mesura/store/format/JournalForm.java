/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.util.Locale;

import org.mesura.journal.Act;
import org.mesura.journal.Judged;
import org.mesura.submission.Sender;

/** How a store writes what can be looked up afterwards. */
public final class JournalForm {
    private JournalForm() {}

    public static byte[] of(Act act) {
        return Form.of(act, JournalForm::write);
    }

    public static byte[] of(Judged judged) {
        return Form.of(judged, JournalForm::write);
    }

    /** @throws IllegalArgumentException if {@code octets} are no act */
    public static Act act(byte[] octets) {
        return Form.read(
                octets,
                (in, version) -> new Act(
                        in.instant(),
                        in.optional(OctetReader::text),
                        in.text(),
                        in.text(),
                        in.optional(OctetReader::text).map(Sender::new),
                        in.optional(OctetReader::text)));
    }

    /** @throws IllegalArgumentException if {@code octets} are no such message */
    public static Judged judged(byte[] octets) {
        return Form.read(
                octets,
                (in, version) -> new Judged(
                        in.instant(),
                        Judged.Where.valueOf(in.text().toUpperCase(Locale.ROOT)),
                        new Sender(in.text()),
                        in.text(),
                        in.text(),
                        in.octet() == 1,
                        in.text(),
                        figures(in),
                        in.quantity(),
                        in.quantity(),
                        in.text()));
    }

    private static void write(OctetWriter out, Act act) {
        out.instant(act.at());
        out.optional(act.by(), OctetWriter::text);
        out.text(act.from());
        out.text(act.act());
        out.optional(act.account().map(Sender::account), OctetWriter::text);
        out.optional(act.reason(), OctetWriter::text);
    }

    private static void write(OctetWriter out, Judged judged) {
        out.instant(judged.at());
        out.text(judged.where().id());
        out.text(judged.sender().account());
        out.text(judged.submission());
        out.text(judged.verdict());
        out.octet(judged.observed() ? 1 : 0);
        out.text(judged.reason());
        Judged.Figures figures = judged.figures();
        out.optional(figures.limit(), OctetWriter::text);
        out.optional(figures.used(), OctetWriter::number);
        out.optional(figures.quantity(), OctetWriter::number);
        out.optional(figures.asked(), OctetWriter::number);
        out.optional(figures.freeAt(), OctetWriter::instant);
        out.number(judged.recipients());
        out.number(judged.external());
        out.text(judged.policy());
    }

    private static Judged.Figures figures(OctetReader in) {
        return new Judged.Figures(
                in.optional(OctetReader::text),
                in.optional(OctetReader::quantity),
                in.optional(OctetReader::quantity),
                in.optional(OctetReader::quantity),
                in.optional(OctetReader::instant));
    }
}
