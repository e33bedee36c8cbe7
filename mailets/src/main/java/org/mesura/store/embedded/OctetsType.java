/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.nio.ByteBuffer;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How values stand in the file. Unlike the library's own type it believes no length that the page cannot hold: of a
 * damaged page that would ask for gigabytes of memory.
 */
final class OctetsType extends BasicDataType<byte[]> {
    static final OctetsType INSTANCE = new OctetsType();

    /** Far more entries than a page ever has. */
    private static final int MOST_ON_A_PAGE = 100_000;

    private OctetsType() {}

    @Override
    public int getMemory(byte[] octets) {
        return octets.length;
    }

    @Override
    public void write(WriteBuffer page, byte[] octets) {
        page.putVarInt(octets.length);
        page.put(octets);
    }

    @Override
    public byte[] read(ByteBuffer page) {
        int length = DataUtils.readVarInt(page);
        if (length < 0 || length > page.remaining()) {
            throw Fault.damaged("a length of " + length + " on a page of which " + page.remaining() + " are left");
        }
        byte[] octets = new byte[length];
        page.get(octets);
        return octets;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[checkedSize(size)][];
    }

    static int checkedSize(int entries) {
        if (entries < 0 || entries > MOST_ON_A_PAGE) {
            throw Fault.damaged("a page of " + entries + " entries");
        }
        return entries;
    }
}
