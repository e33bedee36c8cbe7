/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.faulty;

import org.mesura.review.AccountBook;
import org.mesura.wiring.MesuraModule;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;

/** Mesura as it is, but for a ledger that fails at every turn. */
public final class FaultyModule extends AbstractModule {
    @Override
    protected void configure() {
        install(Modules.override(new MesuraModule()).with(new AbstractModule() {
            @Override
            protected void configure() {
                bind(AccountBook.class).toInstance(new FaultyAccountBook());
            }
        }));
    }
}
