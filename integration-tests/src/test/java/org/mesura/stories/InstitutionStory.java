/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import org.junit.jupiter.api.extension.RegisterExtension;

/** One institution, whose limits are small enough for stories, enforced. Every story has accounts of its own. */
class InstitutionStory implements DeliveryReports, Guidance, Loops, MassMailings, Reprocessing {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            .with(TestConfiguration.institution())
            .with(TestConfiguration.keepingRefusedIn("file://" + Reprocessing.REPOSITORY));

    @Override
    public ServerExtension james() {
        return JAMES;
    }
}
