package io.guanjia.imports;

import io.guanjia.web.NotFound;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The layouts that the house knows, in the order in which an office needs them. */
@Component
class Layouts {
    private final ObjectProvider<Layout> layouts;

    Layouts(ObjectProvider<Layout> layouts) {
        this.layouts = layouts;
    }

    Layout get(String code) {
        return all().stream()
                .filter(layout -> layout.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("layout", code));
    }

    List<Layout> all() {
        return layouts.orderedStream().toList();
    }
}
