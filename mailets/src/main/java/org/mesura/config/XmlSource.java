/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.xml.sax.SAXParseException;

import com.google.common.base.Throwables;

/**
 * Reads XML with Commons Configuration, as James reads its own files, but with a parser that resolves nothing outside
 * the file and that no file can exhaust: no DOCTYPE, hence no entities, and a bound on size and depth.
 */
final class XmlSource {
    // The form is 5 deep; Commons Configuration descends by recursion.
    private static final String DEEPEST = "50";
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private XmlSource() {}

    /** The root of the file, or its one mistake. */
    static Optional<ImmutableNode> parse(byte[] file, Mistakes mistakes) {
        if (file.length > FileText.LARGEST) {
            mistakes.add("the file must be at most " + FileText.LARGEST + " bytes");
            return Optional.empty();
        }
        try {
            XMLConfiguration xml = new XMLConfiguration();
            xml.setDocumentBuilder(parser());
            new FileHandler(xml).load(new ByteArrayInputStream(file));
            return Optional.of(xml.getNodeModel().getNodeHandler().getRootNode());
        } catch (ConfigurationException e) {
            mistakes.add(explain(e, file));
            return Optional.empty();
        }
    }

    private static DocumentBuilder parser() {
        try {
            // The JDK's own, whatever else is on James's class path.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new StopAtFirstError());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK's XML parser cannot be secured", e);
        }
    }

    private static String explain(ConfigurationException e, byte[] file) {
        List<Throwable> causes = Throwables.getCausalChain(e);
        if (causes.stream().anyMatch(CharConversionException.class::isInstance)) {
            return Utf8.malformed(file);
        }
        return causes.stream()
                .filter(SAXParseException.class::isInstance)
                .map(SAXParseException.class::cast)
                .findFirst()
                .map(syntax -> "the XML is broken at line " + syntax.getLineNumber() + ", column "
                        + syntax.getColumnNumber() + ": " + rule(syntax))
                .orElseGet(() -> "the XML is broken: "
                        + Mistakes.oneLine(Throwables.getRootCause(e).toString()));
    }

    private static String rule(SAXParseException syntax) {
        String message = Mistakes.oneLine(String.valueOf(syntax.getMessage()));
        return message.contains(NO_DOCTYPE) ? "a DOCTYPE is not allowed" : message;
    }
}
