/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import java.util.List;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

import jakarta.inject.Inject;

/** The end of the pipeline: notes the processor to which each mail came. */
public final class Arrived extends GenericMailet {
    private final List<String> arrived;

    @Inject
    Arrived(List<String> arrived) {
        this.arrived = arrived;
    }

    @Override
    public void service(Mail mail) {
        arrived.add(mail.getState());
    }
}
