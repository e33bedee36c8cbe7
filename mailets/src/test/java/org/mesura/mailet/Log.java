/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

/** Listens to what a class logs, as an administrator would read it. */
public final class Log implements AutoCloseable {
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Logger logger;

    public Log(Class<?> speaker) {
        logger = (Logger) LoggerFactory.getLogger(speaker);
        heard.start();
        logger.addAppender(heard);
    }

    /** Each line with the trace behind it. */
    public List<String> lines() {
        return List.copyOf(heard.list).stream()
                .map(event ->
                        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
