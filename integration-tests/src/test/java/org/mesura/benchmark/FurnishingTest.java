/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FurnishingTest {
    @ParameterizedTest
    @CsvSource({"mailetcontainer.xml, mailet", "smtpserver.xml, handler"})
    void bareServerShouldHaveAllButWhatIsMesuras(String file, String element) throws Exception {
        String shipped = Files.readString(Path.of("..", "conf", file));

        List<String> all = elements(shipped, element);
        List<String> bare = elements(Furnishing.bare(shipped), element);

        assertThat(bare)
                .isEqualTo(all.stream().filter(one -> !one.contains("mesura")).toList());
        assertThat(bare).isNotEmpty().hasSizeLessThan(all.size());
    }

    /** Each with the processor it is in, if it is in one, its matcher and its class. */
    private static List<String> elements(String xml, String name) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .map(element -> ((Element) element.getParentNode()).getAttribute("state") + " "
                        + element.getAttribute("match") + " " + element.getAttribute("class"))
                .toList();
    }
}
