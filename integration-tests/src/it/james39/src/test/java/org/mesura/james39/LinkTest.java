/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Every method, constructor and field that our classes use of James 3.9 and its libraries is there, with the very types: also
 * in what the other tests do not come through. The JVM would say so only when it comes by.
 */
class LinkTest {
    /** Not in Maven Central: routes and SMTP hooks can be read but not linked. */
    private static final Set<String> NOT_THERE =
            Set.of("org/apache/james/webadmin/", "org/apache/james/smtpserver/", "org/apache/james/protocols/");

    private final Set<String> asked = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    @Test
    void whatOurClassesUseShouldBeThere() throws Exception {
        try (JarFile jar = new JarFile(Extension.JAR.toFile())) {
            for (JarEntry entry : jar.stream().filter(LinkTest::isOurs).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    new ClassReader(in).accept(new Uses(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(asked)
                .contains(
                        "org.apache.mailet.Mail.setState",
                        "jakarta.mail.internet.MimeMessage.getHeader",
                        "spark.Request.raw")
                .hasSizeGreaterThan(100);
    }

    private static boolean isOurs(JarEntry entry) {
        String name = entry.getName();
        return name.startsWith("org/mesura/") && !name.startsWith("org/mesura/bundled/") && name.endsWith(".class");
    }

    /** What {@code owner} has, itself or from those above it. */
    private static Stream<String> members(Class<?> owner) {
        Stream<String> own = Stream.of(
                        Stream.of(owner.getDeclaredMethods())
                                .map(method -> method.getName() + Type.getMethodDescriptor(method)),
                        Stream.of(owner.getDeclaredConstructors())
                                .map(constructor -> "<init>" + Type.getConstructorDescriptor(constructor)),
                        Stream.of(owner.getDeclaredFields())
                                .map(field -> field.getName() + Type.getDescriptor(field.getType())))
                .flatMap(found -> found);
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(owner.getSuperclass()), Stream.of(owner.getInterfaces()));
        Stream<Class<?>> ofAll = owner.isInterface() ? Stream.of(Object.class) : Stream.empty();
        return Stream.concat(own, Stream.concat(above, ofAll).flatMap(LinkTest::members));
    }

    private void use(String owner, String name, String descriptor) {
        List<String> outside = List.of("org/mesura/", "java/", "[");
        if (outside.stream().anyMatch(owner::startsWith) || NOT_THERE.stream().anyMatch(owner::startsWith)) {
            return;
        }
        String type = owner.replace('/', '.');
        asked.add(type + "." + name);
        try {
            Class<?> found = Class.forName(type, false, LinkTest.class.getClassLoader());
            if (members(found).noneMatch((name + descriptor)::equals)) {
                missing.add(type + "." + name + descriptor);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            missing.add(type + ": " + e);
        }
    }

    private final class Uses extends ClassVisitor {
        private Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String of, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int code, String owner, String name, String descriptor, boolean isInterface) {
                    use(owner, name, descriptor);
                }

                @Override
                public void visitFieldInsn(int code, String owner, String name, String descriptor) {
                    use(owner, name, descriptor);
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String descriptor, Handle made, Object... arguments) {
                    Stream.of(arguments)
                            .filter(Handle.class::isInstance)
                            .map(Handle.class::cast)
                            .forEach(handle -> use(handle.getOwner(), handle.getName(), handle.getDesc()));
                }
            };
        }
    }
}
