package io.guanjia.imports;

import io.guanjia.sheets.Header;
import io.guanjia.sheets.Header.Wanted;
import io.guanjia.sheets.SheetRow;
import io.guanjia.web.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which column is what: recognised, shown, corrected by whoever knows the workbook. */
@Controller
@RequestMapping("/communities/{c}/imports/{id}/mapping")
class MappingPages {
    private static final int LETTERS = 26;

    private final Imports imports;
    private final Layouts layouts;

    MappingPages(Imports imports, Layouts layouts) {
        this.imports = imports;
        this.layouts = layouts;
    }

    record MappingPage(long c, ImportBatch batch, List<PartForm> parts, boolean incomplete) {}

    /** @param rows the first of the sheet, to know it by */
    record PartForm(
            String code,
            String sheet,
            int headerRow,
            List<Choice> sheets,
            List<Choice> headerRows,
            List<Choice> titles,
            List<ColumnForm> columns,
            List<SheetRow> rows) {}

    /** @param at column of the sheet counted from 0, null: none */
    record ColumnForm(
            String code, boolean required, @Nullable Integer at) {}

    @GetMapping
    String show(@PathVariable long c, @PathVariable long id, Model model) {
        return page(c, id, imports.get(c, id).mapping(), false, model);
    }

    /** @param look show the columns of another sheet or header row; nothing is kept */
    @PostMapping
    String map(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam Map<String, String> said,
            @RequestParam(defaultValue = "false") boolean look,
            Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        ImportBatch batch = imports.get(c, id);
        Layout layout = layouts.get(batch.layout());
        if (look) return page(c, id, looked(layout, imports.firstRows(c, id), said), false, model);
        Mapping mapping = mapping(layout, said);
        if (!mapping.holds(layout)) {
            response.setStatus(422);
            return page(c, id, mapping, true, model);
        }
        imports.map(c, id, mapping);
        imports.check(c, id);
        return "redirect:/communities/" + c + "/imports/" + id;
    }

    private static Mapping mapping(Layout layout, Map<String, String> said) {
        Map<String, Mapping.Place> places = new LinkedHashMap<>();
        for (Layout.Part part : layout.parts()) {
            Map<String, Integer> columns = new LinkedHashMap<>();
            for (Wanted column : part.columns()) {
                String at = said.getOrDefault("column." + part.code() + "." + column.name(), "");
                if (at.matches("\\d{1,5}")) columns.put(column.name(), Integer.valueOf(at));
            }
            places.put(part.code(), new Mapping.Place(sheet(part, said), headerRow(part, said), columns));
        }
        return new Mapping(places);
    }

    private static Mapping looked(Layout layout, Map<String, List<SheetRow>> rows, Map<String, String> said) {
        Map<String, Mapping.Place> places = new LinkedHashMap<>();
        for (Layout.Part part : layout.parts()) {
            String sheet = sheet(part, said);
            int headerRow = headerRow(part, said);
            Map<String, Integer> columns = rows.getOrDefault(sheet, List.of()).stream()
                    .filter(row -> row.number() == headerRow)
                    .findFirst()
                    .map(row -> Header.of(row, part.columns()).columns())
                    .orElse(Map.of());
            places.put(part.code(), new Mapping.Place(sheet, headerRow, columns));
        }
        return new Mapping(places);
    }

    private static String sheet(Layout.Part part, Map<String, String> said) {
        return said.getOrDefault("sheet." + part.code(), "");
    }

    private static int headerRow(Layout.Part part, Map<String, String> said) {
        String row = said.getOrDefault("header." + part.code(), "");
        return row.matches("\\d{1,7}") ? Integer.parseInt(row) : 0;
    }

    private String page(long c, long id, Mapping mapping, boolean incomplete, Model model) {
        ImportBatch batch = imports.get(c, id);
        Map<String, List<SheetRow>> rows = imports.firstRows(c, id);
        List<PartForm> parts = layouts.get(batch.layout()).parts().stream()
                .map(part -> form(part, mapping.parts().getOrDefault(part.code(), Mapping.Place.NOWHERE), rows))
                .toList();
        model.addAttribute("page", new MappingPage(c, batch, parts, incomplete));
        return "imports/mapping";
    }

    private static PartForm form(Layout.Part part, Mapping.Place place, Map<String, List<SheetRow>> rows) {
        String sheet = rows.containsKey(place.sheet())
                ? place.sheet()
                : rows.keySet().iterator().next();
        List<SheetRow> first = rows.getOrDefault(sheet, List.of());
        int headerRow = place.headerRow() > 0
                ? place.headerRow()
                : first.isEmpty() ? 1 : first.get(0).number();
        return new PartForm(
                part.code(),
                sheet,
                headerRow,
                rows.keySet().stream().map(name -> Choice.of(name, name)).toList(),
                first.stream()
                        .map(row -> Choice.of(row.number(), row.number() + "  " + shortened(row)))
                        .toList(),
                titles(first, headerRow),
                part.columns().stream()
                        .map(column -> new ColumnForm(
                                column.name(),
                                column.required(),
                                place.columns().get(column.name())))
                        .toList(),
                first.stream().filter(row -> row.number() >= headerRow).limit(4).toList());
    }

    private static List<Choice> titles(List<SheetRow> rows, int headerRow) {
        int widest = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<Choice> titles = new ArrayList<>();
        for (int at = 0; at < widest; at++) {
            int column = at;
            String title = rows.stream()
                    .filter(row -> row.number() == headerRow)
                    .map(row -> row.text(column))
                    .findFirst()
                    .orElse("");
            titles.add(Choice.of(at, letters(at) + (title.isBlank() ? "" : "  " + cut(title))));
        }
        return titles;
    }

    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % LETTERS));
        return column < LETTERS ? last : letters(column / LETTERS - 1) + last;
    }

    private static String shortened(SheetRow row) {
        return cut(row.cells().stream()
                .map(cell -> cell.text().strip())
                .filter(text -> !text.isEmpty())
                .limit(4)
                .reduce((one, other) -> one + " · " + other)
                .orElse(""));
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
