/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Instant;

/**
 * Why a run of messages is one campaign, without a word of them: <em>this text, since 10:42, to 163 external recipients
 * in 171 messages</em>.
 *
 * @param since when the first message of the campaign in the window was sent
 * @param messages how many messages of it were sent in the window, this one included
 * @param recipients how many distinct external recipients they reach, those of this message included
 */
public record Evidence(Instant since, long messages, long recipients) {}
