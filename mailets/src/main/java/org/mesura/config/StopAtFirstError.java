/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/** Makes the parser report a broken file by its exception alone, and nothing on standard error. */
final class StopAtFirstError implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXParseException {
        throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
        throw e;
    }
}
