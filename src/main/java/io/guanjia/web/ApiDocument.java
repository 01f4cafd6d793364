package io.guanjia.web;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The OpenAPI document at {@code /api/v1/openapi.json}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        Money.class, new IntegerSchema().format("int64").description("fen"))
                .replaceWithSchema(Month.class, new StringSchema().example("2026-06"))
                .addRequestWrapperToIgnore(IdempotencyKey.class, Paging.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Guanjia 管家")
                        .version("v1")
                        .description("Money in whole fen, dates 2026-06-30, months 2026-06, ids opaque strings,"
                                + " errors as application/problem+json."))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    /** First, so that the converters of springdoc stand before it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver schemas(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    /** Rooms call their records alike: one inside another class bears the name of that class too, or one would be taken for the other. */
    private static final class SchemaNames extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> outer = type.getEnclosingClass();
            String name = super.getNameOfClass(type);
            String of = outer == null ? "" : outer.getSimpleName().replaceFirst("Api$", "");
            return name.startsWith(of) ? name : of + name;
        }
    }

    /** Ids are strings to the outside. */
    @Bean
    PropertyCustomizer opaqueIds() {
        return (property, type) -> {
            Annotation[] annotations = type.getCtxAnnotations();
            boolean opaque = annotations != null && Arrays.stream(annotations).anyMatch(OpaqueId.class::isInstance);
            return opaque ? asString(property) : property;
        };
    }

    private static Schema<?> asString(Schema<?> property) {
        return property.getItems() == null ? new StringSchema() : property.items(new StringSchema());
    }
}
