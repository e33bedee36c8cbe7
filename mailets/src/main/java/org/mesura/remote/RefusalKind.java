/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

/** What another server means by a refusal. */
public enum RefusalKind {
    /** Nobody has that address; many in an hour are the surest sign of a stolen account. */
    UNKNOWN_RECIPIENT,
    /** It does not want mail like this, or from us: policy, spam, reputation, block lists, failed authentication. */
    POLICY,
    /** Anything else: a full mailbox, a message too big, a trouble of networks or names. */
    OTHER
}
