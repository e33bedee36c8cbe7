/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.hold.HeldRun;
import org.mesura.submission.Sender;

/**
 * The stored form of a run of deferrals, but for its account, which is the key: the version of the form, when it began,
 * how many left, how many were returned, when the latest left, and 1 if the sender was told. How many wait is counted
 * anew from the mails that are held, so that both can never disagree.
 */
public final class RunForm {
    private RunForm() {}

    public static byte[] of(HeldRun run) {
        return Form.of(run, RunForm::write);
    }

    /**
     * The run of {@code sender}, in which none waits.
     *
     * @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes
     */
    public static HeldRun read(Sender sender, byte[] octets) {
        return Form.read(octets, (in, version) -> read(sender, in));
    }

    private static void write(OctetWriter out, HeldRun run) {
        out.instant(run.begun());
        out.number(run.left());
        out.number(run.returned());
        out.optional(run.lastLeft(), OctetWriter::instant);
        out.octet(run.told() ? 1 : 0);
    }

    private static HeldRun read(Sender sender, OctetReader in) {
        return new HeldRun(
                sender, in.instant(), 0, in.quantity(), in.quantity(), in.optional(OctetReader::instant), told(in));
    }

    private static boolean told(OctetReader in) {
        return switch (in.octet()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new IllegalArgumentException("neither told nor untold");
        };
    }
}
