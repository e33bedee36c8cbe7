/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.core.MailAddress;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.utils.GuiceMailetLoader;
import org.apache.james.utils.GuiceMatcherLoader;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * James 3.9's mailet container with {@code root} and Mesura's processors of {@code conf/mailetcontainer.xml} as shipped. The
 * other processors need what is not in Maven Central: mail that comes to them has arrived.
 */
final class Pipeline {
    /** With the end on a line of its own: {@code ToProcessor} has such an element too. */
    private static final Pattern PROCESSOR =
            Pattern.compile("<processor state=\"([^\"]+)\".*?\n +</processor>\n", Pattern.DOTALL);

    private static final List<String> KEPT = List.of("root", "mesura-refused", "mesura-deferred", "mesura-held");
    private static final String END = """
            <processor state="%s" enableJmx="false"><mailet match="All" class="org.mesura.james39.Arrived"/></processor>""";

    private final CompositeProcessorImpl container;
    private int submitted;

    Pipeline(James39 james, Path folder) throws Exception {
        container = new CompositeProcessorImpl(
                james.injector.getInstance(MetricFactory.class),
                james.context,
                james.injector.getInstance(GuiceMatcherLoader.class),
                james.injector.getInstance(GuiceMailetLoader.class));
        HierarchicalConfiguration<ImmutableNode> processors = shipped(folder).configurationAt("processors");
        // as at the head of the file, which James reads by itself: names in JMX are one server's
        processors.setProperty("[@enableJmx]", false);
        container.configure(processors);
        container.init();
    }

    /** A mail of Ana's to somebody outside. */
    void submit() throws Exception {
        submitted++;
        String name = "Mail-" + System.nanoTime() + "-" + submitted;
        container.service(MailImpl.builder()
                .name(name)
                .state(Mail.DEFAULT)
                .sender(James39.ANA)
                .addRecipient(new MailAddress("someone@outside.example"))
                .addAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(James39.ANA)))
                .mimeMessage(MimeMessageBuilder.mimeMessageBuilder()
                        .addFrom(James39.ANA)
                        .addToRecipient("someone@outside.example")
                        .setSubject("Number " + name)
                        .addHeader("Message-ID", "<" + name + "@alcaldia.example>")
                        .setText("What number " + name + " says."))
                .build());
    }

    private static XMLConfiguration shipped(Path folder) throws Exception {
        String xml = Files.readString(folder.resolve("conf/mailetcontainer.xml"));
        XMLConfiguration configuration = new XMLConfiguration();
        new FileHandler(configuration)
                .load(new StringReader(PROCESSOR.matcher(xml).replaceAll(Pipeline::keptOrEnd)));
        return configuration;
    }

    private static String keptOrEnd(MatchResult processor) {
        String state = processor.group(1);
        return Matcher.quoteReplacement(KEPT.contains(state) ? processor.group() : END.formatted(state));
    }
}
