/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;

import com.google.common.collect.ImmutableList;

/** What there is to tell the administrator of Mesura itself rather than of an account. */
public sealed interface ServerNews {
    /** What it is, as an identifier, which also names its templates: {@code admin-store-down}. */
    String id();

    /** Notices were not written because the hour was full. */
    record Unwritten(Digest digest) implements ServerNews {
        @Override
        public String id() {
            return "digest";
        }
    }

    /**
     * What keeps the counts cannot be reached, or does not follow.
     *
     * @param fault in what way
     */
    record StoreDown(String fault) implements ServerNews {
        @Override
        public String id() {
            return "store-down";
        }
    }

    /** What keeps the counts follows again. */
    record StoreUp() implements ServerNews {
        @Override
        public String id() {
            return "store-up";
        }
    }

    /**
     * The settings are broken, and what was in force before still is.
     *
     * @param mistakes all that is wrong, as the log has it
     */
    record SettingsBroken(ImmutableList<String> mistakes) implements ServerNews {
        @Override
        public String id() {
            return "settings-broken";
        }
    }

    /** The settings are valid again, and in force. */
    record SettingsMended() implements ServerNews {
        @Override
        public String id() {
            return "settings-mended";
        }
    }

    /** Held mail does not leave when it should. */
    record MailLate(Duration late) implements ServerNews {
        @Override
        public String id() {
            return "held-late";
        }
    }

    /** Templates of notices are broken or missing; built-in ones stand in. */
    record TemplatesBroken(ImmutableList<String> faults) implements ServerNews {
        @Override
        public String id() {
            return "templates-broken";
        }
    }
}
