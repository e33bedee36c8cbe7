/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The jar for James 3.9, class by class: nothing of the old APIs is left in it, and nothing that differs there is used. */
class JakartaJarIT {
    /** The packages that moved, as class files and strings write them. */
    private static final Pattern MOVED = Pattern.compile("javax[./](?:mail|inject|activation|annotation/P)");

    /** What an extension cannot use on both lines of James (what James 3.9 changed for extensions). */
    private static final List<Pattern> DIFFERENT = Stream.of(
                    "org/apache/mailet/Mailet\\.getMailetConfig\\b.*",
                    "org/apache/mailet/Mail\\.SSL_(PROTOCOL|CIPHER)\\b.*",
                    "org/apache/james/user/api/UsersRepository\\.test\\b.*",
                    "org/apache/james/core/MailAddress\\.<init>\\(Ljava/lang/String;Lorg/apache/james/core/Domain;\\)V",
                    "org/apache/james/rrt/api/(CanSendFrom|AliasReverseResolver)\\..*",
                    "org/apache/james/mailetcontainer/.*",
                    "org/apache/james/utils/Guice.*")
            .map(Pattern::compile)
            .toList();

    private final ExtensionJar javax = ExtensionJar.of("jar-with-dependencies");
    private final ExtensionJar jakarta = ExtensionJar.of("jakarta");

    @Test
    void noClassShouldNameAnApiThatMoved() {
        assertSoftly(softly -> jakarta.names(".class")
                .forEach(name -> softly.assertThat(jakarta.text(name)).as(name).doesNotContainPattern(MOVED)));
    }

    @Test
    void jarOfTheOtherLineShouldNameThem() {
        assertThat(javax.text("org/mesura/mailet/ReviewSubmission.class")).containsPattern(MOVED);
    }

    @Test
    void nothingThatDiffersShouldBeUsed() {
        Set<String> used = new TreeSet<>();
        jakarta.names(".class").stream()
                .filter(name -> !name.startsWith("org/mesura/bundled/"))
                .forEach(name -> new ClassReader(jakarta.bytes(name)).accept(new Uses(used), ClassReader.SKIP_DEBUG));

        assertThat(used)
                .contains("org/apache/mailet/Mail.getName()Ljava/lang/String;")
                .noneMatch(member -> DIFFERENT.stream()
                        .anyMatch(other -> other.matcher(member).matches()));
    }

    @Test
    void allButClassesShouldBeTheSame() {
        assertThat(content(jakarta)).isEqualTo(content(javax));
        assertSoftly(softly -> content(javax).stream()
                .filter(name -> !name.endsWith(".class"))
                .forEach(name -> softly.assertThat(jakarta.text(name)).as(name).isEqualTo(javax.text(name))));
        assertThat(jakarta.names(".lua")).hasSizeGreaterThan(5);
        assertThat(jakarta.names(".mustache")).hasSizeGreaterThan(50);
        assertThat(jakarta.names("/words.properties")).hasSize(3);
    }

    @Test
    void everyServiceShouldHaveItsClasses() {
        List<String> services = jakarta.names("").stream()
                .filter(name -> name.startsWith("META-INF/services/"))
                .toList();

        assertThat(services).isNotEmpty();
        services.forEach(service -> assertThat(jakarta.names(".class"))
                .as(service)
                .contains(service.substring("META-INF/services/".length()).replace('.', '/') + ".class")
                .containsAll(jakarta.text(service)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.replace('.', '/') + ".class")
                        .toList()));
    }

    /** But what Maven says of itself. */
    private static Set<String> content(ExtensionJar jar) {
        Set<String> names = new TreeSet<>(jar.names(""));
        names.removeIf(name -> name.matches("META-INF/(MANIFEST\\.MF|maven/.*)"));
        return names;
    }

    /** Collects what methods call, read and write. */
    private static final class Uses extends ClassVisitor {
        private final Set<String> used;

        private Uses(Set<String> used) {
            super(Opcodes.ASM9);
            this.used = used;
        }

        @Override
        public MethodVisitor visitMethod(int access, String of, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int code, String owner, String name, String descriptor, boolean isInterface) {
                    used.add(owner + "." + name + descriptor);
                }

                @Override
                public void visitFieldInsn(int code, String owner, String name, String descriptor) {
                    used.add(owner + "." + name + descriptor);
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String descriptor, Handle made, Object... arguments) {
                    Stream.of(arguments)
                            .filter(Handle.class::isInstance)
                            .map(Handle.class::cast)
                            .forEach(handle -> used.add(handle.getOwner() + "." + handle.getName() + handle.getDesc()));
                }
            };
        }
    }
}
