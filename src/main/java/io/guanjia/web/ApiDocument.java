package io.guanjia.web;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
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
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
