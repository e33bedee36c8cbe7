/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/** The disk, as a file system of the library that can be full. Public because the library makes instances of it. */
public final class FullDisk extends FilePathWrapper {
    static final String SCHEME = "fulldisk";

    private static volatile boolean full;

    static void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {
        private final FileChannel disk;

        private Channel(FileChannel disk) {
            this.disk = disk;
        }

        @Override
        public int write(ByteBuffer octets, long position) throws IOException {
            if (full) {
                // as a disk does: what fits goes in
                disk.write(octets.slice(octets.position(), octets.remaining() / 2), position);
                throw new IOException("No space left on device");
            }
            return disk.write(octets, position);
        }

        @Override
        public int write(ByteBuffer octets) throws IOException {
            throw new UnsupportedOperationException("the library writes at a position");
        }

        @Override
        public int read(ByteBuffer octets) throws IOException {
            return disk.read(octets);
        }

        @Override
        public int read(ByteBuffer octets, long position) throws IOException {
            return disk.read(octets, position);
        }

        @Override
        public long position() throws IOException {
            return disk.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            disk.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            disk.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return disk.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            disk.close();
        }
    }
}
