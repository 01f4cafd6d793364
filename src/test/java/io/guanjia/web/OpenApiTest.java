package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of the API tells the truth about its conventions, for every room. */
@GuanjiaTest
@WithMockUser
class OpenApiTest {

    @Autowired
    MockMvcTester mvc;

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
}
