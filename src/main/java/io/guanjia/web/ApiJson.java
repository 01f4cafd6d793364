package io.guanjia.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON of the API: whole fen, months as 2026-06, times with the offset of the business zone, nothing unknown and nothing twice. */
@Component
class ApiJson implements JsonMapperBuilderCustomizer {

    private final ZoneId zone;

    ApiJson(Clock clock) {
        this.zone = clock.getZone();
    }

    @Override
    public void customize(JsonMapper.Builder builder) {
        builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withConfigOverride(
                        List.class, lists -> lists.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                .addModule(new SimpleModule("guanjia")
                        .addSerializer(new MoneyWriter())
                        .addDeserializer(Money.class, new MoneyReader())
                        .addDeserializer(String.class, new StorableText.Reader())
                        .addSerializer(new MonthWriter())
                        .addDeserializer(Month.class, new MonthReader())
                        .addDeserializer(LocalDate.class, new DateReader())
                        .addSerializer(new InstantWriter(zone)));
    }

    private static final class MoneyWriter extends StdSerializer<Money> {
        MoneyWriter() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(money.fen());
        }
    }

    private static final class MoneyReader extends StdDeserializer<Money> {
        MoneyReader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                return (Money) context.handleUnexpectedToken(getValueType(context), parser);
            }
            return new Money(parser.getLongValue());
        }
    }

    private static final class MonthWriter extends StdSerializer<Month> {
        MonthWriter() {
            super(Month.class);
        }

        @Override
        public void serialize(Month month, JsonGenerator generator, SerializationContext context) {
            generator.writeString(month.toString());
        }
    }

    private static final class MonthReader extends StdDeserializer<Month> {
        MonthReader() {
            super(Month.class);
        }

        @Override
        public Month deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Month) context.handleUnexpectedToken(getValueType(context), parser);
            }
            return Formats.isoMonth(parser.getString());
        }
    }

    /** 2026-06-30 and nothing else: numbers would be read as days since 1970, and years of five digits are no dates of ours. */
    private static final class DateReader extends StdDeserializer<LocalDate> {
        DateReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (LocalDate) context.handleUnexpectedToken(getValueType(context), parser);
            }
            return Formats.isoDate(parser.getString());
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private final ZoneId zone;

        InstantWriter(ZoneId zone) {
            super(Instant.class);
            this.zone = zone;
        }

        @Override
        public void serialize(Instant moment, JsonGenerator generator, SerializationContext context) {
            generator.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    moment.truncatedTo(ChronoUnit.MILLIS).atZone(zone)));
        }
    }
}
