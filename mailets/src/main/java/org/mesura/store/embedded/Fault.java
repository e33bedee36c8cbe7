/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static com.google.common.base.Throwables.getCausalChain;

import java.io.EOFException;
import java.io.IOException;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What an exception from the library says about the file, which decides what becomes of it. */
enum Fault {
    /** Somebody else holds the file: wait. */
    LOCKED,
    /** A newer version wrote the file: set it aside for that version. */
    NEWER_FORMAT,
    /** The file does not hold what was written to it: set it aside. */
    DAMAGED,
    /** The disk, the memory or an interrupt; the file is as good as before: try again. */
    PASSING;

    static Fault of(Throwable fault) {
        return switch (code(fault)) {
            case DataUtils.ERROR_FILE_LOCKED -> LOCKED;
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> NEWER_FORMAT;
            case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_CLOSED -> PASSING;
            default -> isPassing(fault) ? PASSING : DAMAGED;
        };
    }

    static MVStoreException damaged(String what) {
        return new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, what);
    }

    static MVStoreException newerFormat(int found, int known) {
        return new MVStoreException(
                DataUtils.ERROR_UNSUPPORTED_FORMAT,
                "it has format " + found + ", this version of Mesura knows up to " + known);
    }

    private static boolean isPassing(Throwable fault) {
        // the library takes a read that an interrupt ended for a chunk that is missing
        return Thread.currentThread().isInterrupted()
                || getCausalChain(fault).stream().anyMatch(Fault::isOfTheMachine);
    }

    private static boolean isOfTheMachine(Throwable cause) {
        return cause instanceof VirtualMachineError || cause instanceof IOException && !(cause instanceof EOFException);
    }

    private static int code(Throwable fault) {
        return fault instanceof MVStoreException known ? known.getErrorCode() : DataUtils.ERROR_INTERNAL;
    }
}
