/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

/** What becomes of a campaign that reached more than {@link BulkRule#stop} lets pass. */
public enum BulkAction {
    /** It is kept for a person's decision. */
    HOLD,
    /** It leaves slowly, at {@link BulkRule#pace} external recipients an hour. */
    PACE,
    /** It goes back to its sender. */
    REFUSE
}
