/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import org.mesura.journal.submissions.Reviewed;
import org.mesura.usage.Charge;

/**
 * What all accounts together sent in a day.
 *
 * @param total messages, recipients, external recipients and octets
 */
record Day(Charge total) {
    static final Day EMPTY = new Day(Charge.NOTHING);

    Day with(Reviewed reviewed) {
        Charge more = Charge.of(reviewed.submission());
        return new Day(new Charge(
                total.messages() + more.messages(),
                total.recipients() + more.recipients(),
                total.external() + more.external(),
                Math.addExact(total.bytes(), more.bytes())));
    }
}
