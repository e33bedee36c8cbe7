/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What surrounds us, of which one method or other fails: before it did anything, or after it did it all; or of which
 * something else comes in between.
 */
final class Faults {
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();
    private final Map<String, Runnable> followed = new ConcurrentHashMap<>();

    /** {@code target}, whose methods fail as long as their names are given here. */
    <T> T in(Class<T> type, T target) {
        Object faulty = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
            String name = type.getSimpleName() + "." + called.getName();
            Boolean after = failing.get(name);
            if (Boolean.FALSE.equals(after)) {
                throw new IllegalStateException("a fault before " + called.getName());
            }
            try {
                Object answer = called.invoke(target, given);
                Runnable next = followed.remove(name);
                if (next != null) {
                    next.run();
                }
                if (Boolean.TRUE.equals(after)) {
                    throw new IllegalStateException("a fault after " + called.getName());
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(faulty);
    }

    void before(String method) {
        failing.put(method, false);
    }

    void after(String method) {
        failing.put(method, true);
    }

    /** Has {@code next} happen once, when the method did its work and before its caller knows. */
    void followedBy(String method, Runnable next) {
        followed.put(method, next);
    }

    void none() {
        failing.clear();
    }
}
