package io.guanjia.web;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes one id or a list of ids as strings. */
class OpaqueIdWriter extends StdSerializer<Object> {

    OpaqueIdWriter() {
        super(Object.class);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (value instanceof Iterable<?> ids) {
            generator.writeStartArray();
            ids.forEach(id -> generator.writeString(id.toString()));
            generator.writeEndArray();
        } else {
            generator.writeString(value.toString());
        }
    }
}
