/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.HashMap;
import java.util.Map;

/** What is kept of each ordinary message; read once. */
final class Prints {
    private final Detector detector;
    private final Map<String, Detector.Print> known = new HashMap<>();

    Prints(Detector detector) {
        this.detector = detector;
    }

    Detector.Print of(OrdinaryMail mail) {
        return known.computeIfAbsent(mail.id(), id -> detector.read(mail.message()));
    }
}
