/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

public final class Demo {
    private Demo() {}

    public static void main(String[] arguments) {}
}
