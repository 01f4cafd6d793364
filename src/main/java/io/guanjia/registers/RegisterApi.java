package io.guanjia.registers;

import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every register for other programs, with the filters and columns of its page: {@code ?columns=code,area&on=2026-01-01&sort=-area}
 * and each filter by its code. Masked as the page is; {@code .xlsx} is the export of all that is filtered.
 */
@RestController
@RequestMapping("/api/v1/communities/{c}/registers")
class RegisterApi {

    private final Registers registers;
    private final Asking asking;
    private final ExportPages exports;

    RegisterApi(Registers registers, Asking asking, ExportPages exports) {
        this.registers = registers;
        this.asking = asking;
        this.exports = exports;
    }

    /** @param values by the codes of the columns; amounts end in {@code Fen}; what a row does not have is null */
    record RowJson(@OpaqueId long id, Map<String, @Nullable Object> values) {}

    /** @param totals of all filtered rows, for the columns that add up */
    record ListingJson(List<RowJson> items, @Nullable String next, long count, Map<String, Object> totals) {}

    @GetMapping("/{register}")
    ListingJson list(@PathVariable long c, @PathVariable String register, Paging paging, HttpServletRequest request) {
        Register known = asking.register(register);
        Listing listing = registers.page(known, asking.read(known, c, request.getParameterMap()), paging);
        Map<String, Object> totals = new LinkedHashMap<>();
        listing.columns().stream()
                .filter(column -> listing.sums().containsKey(column.code()))
                .forEach(column -> totals.put(
                        name(column),
                        figure(Objects.requireNonNull(listing.sums().get(column.code())))));
        return new ListingJson(
                listing.page().items().stream().map(RegisterApi::row).toList(),
                listing.page().next(),
                listing.count(),
                totals);
    }

    @GetMapping("/{register}.xlsx")
    void export(
            @PathVariable long c,
            @PathVariable String register,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Register known = asking.register(register);
        Asked asked = asking.read(known, c, request.getParameterMap());
        exports.send(new Registers.Export(known, asked, null, null), response);
    }

    private static RowJson row(Listing.Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        row.cells().forEach(cell -> values.put(name(cell.column()), cell.raw()));
        return new RowJson(row.id(), values);
    }

    private static String name(Column column) {
        return column.looks() == Column.Looks.MONEY ? column.code() + "Fen" : column.code();
    }

    private static Object figure(Object sum) {
        if (sum instanceof Money money) {
            return money.fen();
        }
        return sum instanceof io.guanjia.kernel.Area area ? area.squareMetres() : sum;
    }
}
