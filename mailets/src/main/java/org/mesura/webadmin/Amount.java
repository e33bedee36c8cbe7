/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import org.mesura.usage.Charge;

/** So much of each measure, as the API shows it. */
record Amount(long messages, long recipients, long externalRecipients, long bytes) {
    static Amount of(Charge charge) {
        return new Amount(charge.messages(), charge.recipients(), charge.external(), charge.bytes());
    }
}
