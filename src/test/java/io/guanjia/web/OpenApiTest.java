package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of the API tells the truth about its conventions, for every room. */
@GuanjiaTest
@WithMockUser
class OpenApiTest {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void describesTheApi() {
        MvcTestResult result = mvc.get().uri("/api/v1/openapi.json").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("info.title").isEqualTo("Guanjia 管家");
        assertThat(result)
                .bodyJson()
                .extractingPath("components.securitySchemes.bearer.scheme")
                .isEqualTo("bearer");
    }

    /** An id that is a number outside loses digits in JavaScript; an amount without Fen is taken for yuan. */
    @Test
    void writesEveryIdAsAStringAndEveryAmountInFen() throws Exception {
        String document =
                mvc.get().uri("/api/v1/openapi.json").exchange().getResponse().getContentAsString();
        List<String> wrong = new ArrayList<>();
        JsonNode schemas =
                JsonMapper.shared().readTree(document).path("components").path("schemas");
        schemas.propertyStream()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .propertyStream()
                        .forEach(property -> {
                            String name = property.getKey();
                            JsonNode type = property.getValue();
                            boolean id = name.equals("id") || name.endsWith("Id") || name.endsWith("Ids");
                            boolean number = type.toString().contains("\"integer\"");
                            if (id && number
                                    || type.path("description").asString("").equals("fen") && !name.endsWith("Fen")) {
                                wrong.add(schema.getKey() + "." + name);
                            }
                        }));
        assertThat(schemas.size()).isPositive();
        assertThat(wrong).isEmpty();
    }

    /** Records of several rooms are called Body or Line: the document must not take one for the other. */
    @Test
    void describesWhatEachCommandReallyTakes() throws Exception {
        JsonNode document = JsonMapper.shared()
                .readTree(mvc.get()
                        .uri("/api/v1/openapi.json")
                        .exchange()
                        .getResponse()
                        .getContentAsString());
        List<String> wrong = new ArrayList<>();
        mapping.getHandlerMethods()
                .forEach((route, method) -> Arrays.stream(method.getMethodParameters())
                        .filter(one -> one.hasParameterAnnotation(RequestBody.class))
                        .map(MethodParameter::getParameterType)
                        .filter(Class::isRecord)
                        .forEach(body -> compare(document, route, body, wrong)));
        assertThat(wrong).isEmpty();
    }

    private static void compare(JsonNode document, RequestMappingInfo route, Class<?> body, List<String> wrong) {
        String path = route.getPatternValues().iterator().next();
        String verb = route.getMethodsCondition().getMethods().iterator().next().name();
        String schema = document.path("paths")
                .path(path)
                .path(verb.toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString("");
        Set<String> described = document.path("components")
                .path("schemas")
                .path(schema.substring(schema.lastIndexOf('/') + 1))
                .path("properties")
                .propertyStream()
                .map(property -> property.getKey().replaceFirst("Fen$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> taken = Arrays.stream(body.getRecordComponents())
                .map(component -> component.getName().replaceFirst("Fen$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        if (path.startsWith("/api/v1") && !described.equals(taken)) {
            wrong.add(verb + " " + path + " takes " + taken + ", not " + schema + " " + described);
        }
    }

    @Test
    void listsTheFiltersColumnsAndOrdersOfEachRegister() throws Exception {
        String document =
                mvc.get().uri("/api/v1/openapi.json").exchange().getResponse().getContentAsString();
        JsonNode paths = JsonMapper.shared().readTree(document).path("paths");
        String premises = "/api/v1/communities/{c}/registers/premises";
        JsonNode parameters = paths.path(premises).path("get").path("parameters");
        List<String> names = new ArrayList<>();
        parameters.forEach(one -> names.add(one.path("name").asString()));
        assertThat(names).contains("c", "query", "building", "status", "owing", "on", "columns", "sort");
        assertThat(parameters.toString()).contains("\"statussince\"", "\"-owed\"");
        assertThat(paths.path("/api/v1/communities/{c}/registers/people").toString())
                .contains("\"overdue\"");
        assertThat(paths.path(premises + ".xlsx").path("get").isMissingNode()).isFalse();
    }
}
