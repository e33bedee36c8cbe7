/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.List;
import java.util.Map;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

/** Listens to what a class logs, as an administrator would read it. */
public final class Log implements AutoCloseable {
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // the context is that of the instant at which it is said
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final Logger logger;

    public Log(Class<?> speaker) {
        this(speaker.getName());
    }

    /** Listens to the logger of that name. */
    public Log(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        heard.start();
        logger.addAppender(heard);
    }

    /** What was logged, with all that belongs to it. */
    public List<ILoggingEvent> events() {
        return List.copyOf(heard.list);
    }

    /** What each line has beside its text (MDC). */
    public List<Map<String, String>> contexts() {
        return events().stream().map(ILoggingEvent::getMDCPropertyMap).toList();
    }

    /** What is said of each, without a trace. */
    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Each line with the trace behind it. */
    public List<String> lines() {
        return events().stream()
                .map(event ->
                        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
