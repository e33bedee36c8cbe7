/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The flavour {@code memory}: James's memory application as it is. */
class MemoryServerStory implements ServerContract {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory();

    @Override
    public ServerExtension james() {
        return JAMES;
    }
}
