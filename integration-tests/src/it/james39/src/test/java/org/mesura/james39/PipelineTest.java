/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through the pipeline as shipped, in James 3.9's mailet container; an account may send two messages an hour. */
class PipelineTest {
    private static final String SHIPPED = "<overLimit>defer</overLimit>";
    private static final String TWO_AN_HOUR = "<limit measure=\"messages\" quantity=\"2\" window=\"1h\"/>";

    private static final String EMBEDDED = "<store kind=\"embedded\"/>";
    private static final String OF_THE_ENVIRONMENT = "(?s)<store kind=\"\\$\\{env:MESURA_STORE.*?</store>";

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws Exception {
        James39.configure(folder);
    }

    @Test
    void messageOverTheLimitShouldWait() throws Exception {
        configure("defer", EMBEDDED);
        try (James39 james = new James39(folder)) {
            Pipeline pipeline = new Pipeline(james, folder);
            pipeline.submit();
            pipeline.submit();
            assertThat(james.held()).isZero();
            pipeline.submit();

            assertThat(james.arrived).containsExactly("transport", "transport");
            assertThat(james.held()).isOne();
        }
        assertThat(folder.resolve("var/mesura/ledger.mv.db")).isNotEmptyFile();
    }

    @Test
    void messageOverTheLimitShouldGoBackWithGuidance() throws Exception {
        configure("bounce", EMBEDDED);
        try (James39 james = new James39(folder)) {
            Pipeline pipeline = new Pipeline(james, folder);
            pipeline.submit();
            pipeline.submit();
            pipeline.submit();

            assertThat(james.arrived).containsExactly("transport", "transport");
            assertRefused(james);
        }
    }

    @Test
    void countsShouldOutliveARestart() throws Exception {
        configure("bounce", EMBEDDED);
        try (James39 james = new James39(folder)) {
            Pipeline pipeline = new Pipeline(james, folder);
            pipeline.submit();
            pipeline.submit();
        }
        try (James39 james = new James39(folder)) {
            new Pipeline(james, folder).submit();

            assertThat(james.arrived).isEmpty();
            assertRefused(james);
        }
    }

    @Test
    void countsShouldBeSharedThroughARedis() throws Exception {
        try (Redis redis = Redis.start(folder)) {
            configure(
                    "bounce",
                    "<store kind=\"redis\"><redis url=\"redis://127.0.0.1:%d\"/></store>".formatted(redis.port()));
            try (James39 james = new James39(folder)) {
                Pipeline pipeline = new Pipeline(james, folder);
                pipeline.submit();
                pipeline.submit();
                LoadingTest.assertHealthy(james);
            }
            try (James39 james = new James39(folder)) {
                new Pipeline(james, folder).submit();

                assertThat(james.arrived).isEmpty();
                assertRefused(james);
            }
        }
    }

    private static void assertRefused(James39 james) throws Exception {
        assertThat(james.held()).isZero();
        // one of the warnings that a limit is close may have gone before
        assertThat(james.context.getSentMails())
                .anySatisfy(mail -> assertThat(type(mail)).startsWith("multipart/report"))
                .anySatisfy(mail -> {
                    assertThat(type(mail)).startsWith("multipart/alternative");
                    assertThat(mail.getMsg().getHeader("Auto-Submitted", null)).startsWith("auto-replied");
                });
    }

    private static String type(SentMail mail) throws Exception {
        return mail.getMsg().getContentType();
    }

    private void configure(String overLimit, String store) throws Exception {
        Path file = folder.resolve("conf/mesura.xml");
        String settings = Files.readString(file);
        assertThat(settings).contains(SHIPPED).containsPattern(OF_THE_ENVIRONMENT);
        Files.writeString(
                file,
                settings.replace(SHIPPED, TWO_AN_HOUR + "<overLimit>%s</overLimit>".formatted(overLimit))
                        .replaceFirst(OF_THE_ENVIRONMENT, store));
    }
}
