package io.guanjia.registers;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Each register in the OpenAPI document with its own filters, columns and orders. */
@Component
class RegistersInApi implements OpenApiCustomizer {

    private static final String PATH = "/api/v1/communities/{c}/registers/";

    private final Asking asking;
    private final MessageSource words;

    RegistersInApi(Asking asking, MessageSource words) {
        this.asking = asking;
        this.words = words;
    }

    @Override
    public void customise(OpenAPI document) {
        for (String form : List.of("", ".xlsx")) {
            PathItem shared = document.getPaths().get(PATH + "{register}" + form);
            if (shared != null) {
                asking.all()
                        .forEach(register -> document.getPaths()
                                .addPathItem(
                                        PATH + register.code() + form,
                                        new PathItem().get(operation(shared.getGet(), register, form))));
            }
        }
    }

    private Operation operation(Operation shared, Register register, String form) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new PathParameter().name("c").schema(new StringSchema()));
        register.filters().forEach(filter -> parameters.add(filter(filter)));
        if (register.dated()) {
            parameters.add(query(Asked.ON, "As of this day; today", new StringSchema().format("date")));
        }
        parameters.add(columns(register));
        parameters.add(
                query(Asking.SORT, "With - in front the last first", new StringSchema()._enum(orders(register))));
        if (form.isEmpty()) {
            shared.getParameters().stream()
                    .filter(one -> List.of("limit", "after").contains(one.getName()))
                    .forEach(parameters::add);
        }
        return new Operation()
                .tags(shared.getTags())
                .operationId(register.code() + (form.isEmpty() ? "Register" : "Workbook"))
                .summary(word(register.title()))
                .description(
                        "Needs " + register.permission().code() + "; columns that the caller may not see are left out.")
                .parameters(parameters)
                .responses(shared.getResponses());
    }

    private Parameter filter(Filter filter) {
        StringSchema schema = new StringSchema();
        if (filter.kind() == Filter.Kind.DAY) {
            schema.format("date");
        }
        return query(filter.code(), word(filter.label()), schema);
    }

    private Parameter columns(Register register) {
        List<String> codes = asking.columns(register).stream().map(Column::code).toList();
        StringBuilder described = new StringBuilder("In this order, the first one always");
        asking.columns(register)
                .forEach(one ->
                        described.append("; ").append(one.code()).append(": ").append(word(one.label())));
        return query(Asking.COLUMNS, described.toString(), new ArraySchema().items(new StringSchema()._enum(codes)))
                .style(Parameter.StyleEnum.FORM)
                .explode(false);
    }

    private List<String> orders(Register register) {
        return asking.columns(register).stream()
                .filter(one -> one.sort() != null)
                .flatMap(one -> Stream.of(one.code(), "-" + one.code()))
                .toList();
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new QueryParameter().name(name).description(description).schema(schema);
    }

    private String word(String key) {
        return words.getMessage(key, null, Locale.ENGLISH);
    }
}
