/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

/** Where the files are that list the members of groups. */
@FunctionalInterface
interface MemberFiles {
    /** For settings that come from no folder: there are no files beside them. */
    MemberFiles NONE = name -> {
        throw new BrokenRule("must not be named where the settings have no folder");
    };

    /**
     * The bytes of the file {@code name}.
     *
     * @throws BrokenRule if it cannot be had
     */
    byte[] read(String name);
}
