/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.nio.file.Path;
import java.time.ZoneId;

import org.mesura.config.Settings;
import org.mesura.config.SettingsReader;
import org.mesura.policy.PolicyBook;

/**
 * A {@code mesura.xml} that could be in force.
 *
 * @param name how it is called in reports
 * @param policies who may send what
 * @param zone the institution's, in which its days begin
 */
record Candidate(String name, PolicyBook policies, ZoneId zone) {
    /**
     * Reads the file at {@code file} as James does.
     *
     * @throws org.mesura.config.InvalidSettings with all mistakes
     */
    static Candidate read(Path file, String name) {
        Settings settings = new SettingsReader().read(file);
        return new Candidate(name, settings.policies(), settings.institution().timeZone());
    }
}
