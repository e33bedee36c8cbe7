/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import org.mesura.hold.Leases;
import org.mesura.hold.LeasesContract;

class LocalLeasesTest implements LeasesContract {
    @Override
    public Leases leases() {
        return new LocalLeases();
    }
}
