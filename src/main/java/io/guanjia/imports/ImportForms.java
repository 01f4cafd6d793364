package io.guanjia.imports;

import io.guanjia.billing.ChargeItems;
import io.guanjia.identity.Access;
import io.guanjia.web.Choice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** The form in which a workbook is brought: each layout asks for its own. */
@Component
class ImportForms {
    private static final BigDecimal PERCENT = new BigDecimal(100);

    private final Layouts layouts;
    private final ChargeItems items;
    private final Access access;

    ImportForms(Layouts layouts, ChargeItems items, Access access) {
        this.items = items;
        this.layouts = layouts;
        this.access = access;
    }

    /** @param taxPercent included in the prices: 6 is six percent */
    record Form(
            String layout,
            @Nullable MultipartFile file,
            @Nullable String developer,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate cutOverOn,
            @Nullable BigDecimal taxPercent,
            @Nullable LocalDate since,
            @Nullable Long itemId,
            @Nullable Integer year) {

        static Form blank(String layout) {
            return new Form(layout, null, null, null, null, new BigDecimal(6), null, null, null);
        }

        ImportOptions options() {
            return new ImportOptions(
                    developer == null ? null : developer.strip(),
                    deliveredOn,
                    cutOverOn,
                    taxPercent == null ? null : taxPercent.divide(PERCENT),
                    since,
                    itemId,
                    year);
        }
    }

    record FormPage(long c, Layout layout, List<String> layouts, List<Choice> items) {
        public String code() {
            return layout.code();
        }

        public boolean asks(String option) {
            return layout.options().contains(ImportOptions.Name.valueOf(option));
        }
    }

    Layout layout(String code) {
        return layouts.get(code);
    }

    /** Those that the viewer may bring. */
    List<String> layouts(long c) {
        return layouts.all().stream()
                .filter(layout -> access.may(layout.permission(), c))
                .map(Layout::code)
                .toList();
    }

    FormPage page(long c, String code) {
        Layout layout = layouts.get(code);
        List<Choice> choices = layout.options().contains(ImportOptions.Name.ITEM)
                ? items.all(c).stream()
                        .map(item -> Choice.of(item.id(), item.name()))
                        .toList()
                : List.of();
        return new FormPage(c, layout, layouts(c), choices);
    }
}
