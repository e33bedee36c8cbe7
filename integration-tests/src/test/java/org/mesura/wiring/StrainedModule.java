/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.nio.file.Path;

import org.mesura.review.AccountBook;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.util.Modules;

/** Mesura as it is, but for a clock and a ledger that do what the folder {@code mesura.strain} says. */
public final class StrainedModule extends AbstractModule {
    @Override
    protected void configure() {
        install(Modules.override(new MesuraModule()).with(new Strained()));
    }

    private static final class Strained extends AbstractModule {
        private final Strain strain = new Strain(Path.of(System.getProperty("mesura.strain")));

        @Provides
        @Singleton
        ServerClock clock() {
            ServerClock clock = new ServerClock();
            clock.follow(strain);
            return clock;
        }

        @Provides
        AccountBook accountBook(State state) {
            return strain.on(state.accountBook());
        }
    }
}
