/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How keys stand in the file. */
final class TextType extends BasicDataType<String> {
    static final TextType INSTANCE = new TextType();

    /** What an object and its characters take in the heap beyond two bytes a character; an estimate. */
    private static final int OVERHEAD = 40;

    private TextType() {}

    @Override
    public int compare(String a, String b) {
        return a.compareTo(b);
    }

    @Override
    public int getMemory(String text) {
        return OVERHEAD + 2 * text.length();
    }

    @Override
    public void write(WriteBuffer page, String text) {
        OctetsType.INSTANCE.write(page, text.getBytes(UTF_8));
    }

    @Override
    public String read(ByteBuffer page) {
        return new String(OctetsType.INSTANCE.read(page), UTF_8);
    }

    @Override
    public String[] createStorage(int size) {
        return new String[OctetsType.checkedSize(size)];
    }
}
