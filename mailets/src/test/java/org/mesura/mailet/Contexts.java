/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.apache.mailet.MailetContext;

/** James's side of a mailet, where one method of it does something else. */
public final class Contexts {
    private Contexts() {}

    /** {@code context} but for {@code method}, which is given its first argument. */
    public static MailetContext where(MailetContext context, String method, Behaviour behaviour) {
        return (MailetContext) Proxy.newProxyInstance(
                Contexts.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return behaviour.of(arguments[0]);
                    }
                    try {
                        return called.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What the method does. */
    @FunctionalInterface
    public interface Behaviour {
        Object of(Object argument) throws Exception;
    }
}
