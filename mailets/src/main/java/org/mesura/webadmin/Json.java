/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import spark.Response;

/** Writes answers as JSON: instants in ISO 8601 UTC, nothing at all for what is absent. */
final class Json {
    /** The header that says how many there are in all of what a page of a list shows. */
    static final String TOTAL = "X-Total-Count";

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** {@code page} as the body of {@code response}. */
    static String of(Object page, Response response) throws JsonProcessingException {
        response.type("application/json");
        return MAPPER.writeValueAsString(page);
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(new OfOptional()));
        mapper.configOverride(Optional.class)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
        return mapper;
    }

    private static final class OfOptional extends StdSerializer<Optional<?>> {
        private static final long serialVersionUID = 1L;

        OfOptional() {
            super(Optional.class, false);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
            return value.isEmpty();
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElseThrow(), out);
        }
    }
}
