/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import com.google.common.collect.ImmutableMap;

/** Files of members in one zip file, so that all of them are replaced in one step; any unzip shows them. */
final class MemberArchive {
    private MemberArchive() {}

    static byte[] pack(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                // without a time of its own, the same members are the same bytes
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return archive.toByteArray();
    }

    static ImmutableMap<String, byte[]> unpack(byte[] archive) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), FileText.bounded(zip));
            }
        } catch (IllegalArgumentException malformedName) {
            throw new IOException(malformedName);
        }
        return ImmutableMap.copyOf(members);
    }
}
