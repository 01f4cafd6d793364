package io.guanjia.registers;

import io.guanjia.audit.AuditTrail;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Reason;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import io.guanjia.web.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads registers: a page with the totals of the filtered whole, the ids of what is selected, and all of it as a workbook. */
@Component
@Transactional(readOnly = true)
class Registers {

    static final String SUBJECT = "register";
    /** Rows that the database sends at a time, so that an export of any length needs the memory of these. */
    private static final int FETCHED = 500;

    private static final int WIDTH = 16;

    private final DSLContext db;
    private final Access access;
    private final Asking asking;
    private final AuditTrail audit;
    private final Texts texts;

    Registers(DSLContext db, Access access, Asking asking, AuditTrail audit, Texts texts) {
        this.db = db;
        this.access = access;
        this.asking = asking;
        this.audit = audit;
        this.texts = texts;
    }

    /**
     * What an export holds and why.
     *
     * @param among only these of the filtered rows; null: all of them
     * @param reason why personal data are wanted whole; null: they come masked
     */
    record Export(
            Register register,
            Asked asked,
            @Nullable Collection<Long> among,
            @Nullable String reason) {}

    Listing page(Register register, Asked asked, Paging paging) {
        access.require(register.permission(), asked.community());
        List<Column> columns = asking.chosen(register, asked);
        RegisterQuery query = query(register, asked, columns);
        var rows = query.some(paging.after(), paging.rows());
        var page = paging.page(rows.fetch(), RegisterQuery::cursor).map(row -> row(register, asked, columns, row));
        Record totals = Objects.requireNonNull(query.totals().fetchOne());
        Map<String, Object> sums = new LinkedHashMap<>();
        columns.stream().filter(Column::adds).forEach(column -> sums.put(column.code(), sum(column, totals)));
        sums.values().removeIf(Objects::isNull);
        return new Listing(columns, page, totals.get(0, Long.class), sums);
    }

    /** @param among null: everything that the filters let through */
    List<Long> ids(Register register, Asked asked, @Nullable Collection<Long> among) {
        access.require(register.permission(), asked.community());
        return query(register, asked, List.of()).ids(among).fetch(RegisterQuery.ID, Long.class);
    }

    /** What the first of these rows are called. */
    List<Object> names(Register register, Asked asked, Collection<Long> among, int limit) {
        Column name = register.columns().get(0);
        var rows = query(register, asked.unfiltered(), List.of(name)).these(among);
        rows.addLimit(limit);
        return rows.fetch(row -> Objects.requireNonNullElse(name.shown(row, false), ""));
    }

    /**
     * Writes the workbook to a file, row by row from a cursor of the database, and then down who took what.
     *
     * @return how many rows it holds
     */
    @Transactional
    public long export(Export wanted, Path file) {
        Register register = wanted.register();
        Asked asked = wanted.asked();
        access.require(register.permission(), asked.community());
        String reason = wanted.reason() == null ? null : Reason.required(wanted.reason());
        if (reason != null) {
            access.require(Permission.RESIDENTS_REVEAL, asked.community());
        }
        List<Column> columns = asking.chosen(register, asked);
        long rows;
        try (OutputStream out = Files.newOutputStream(file);
                SheetWriter sheet = SheetWriter.to(out)) {
            rows = write(wanted, columns, reason != null, sheet);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Taken taken = new Taken(
                asking.query(asked),
                columns.stream().map(Column::code).toList(),
                rows,
                reason != null && columns.stream().anyMatch(Column::isPersonal));
        audit.record(asked.community(), "register-exported", SUBJECT, register.code(), null, taken, reason);
        return rows;
    }

    private long write(Export wanted, List<Column> columns, boolean whole, SheetWriter sheet) {
        sheet.sheet(
                texts.of(wanted.register().title()),
                columns.stream()
                        .map(column -> new SheetWriter.Column(texts.of(column.label()), WIDTH))
                        .toList());
        RegisterQuery query = query(wanted.register(), wanted.asked(), columns);
        var rows = wanted.among() == null ? query.all() : query.these(wanted.among());
        long written = 0;
        try (Cursor<Record> cursor = rows.fetchSize(FETCHED).fetchLazy()) {
            for (Record row : cursor) {
                sheet.row(columns.stream()
                        .map(column -> written(column.shown(row, whole)))
                        .toArray());
                written++;
            }
        }
        return written;
    }

    private @Nullable Object written(@Nullable Object shown) {
        return shown instanceof Text text ? texts.of(text) : shown;
    }

    private RegisterQuery query(Register register, Asked asked, List<Column> columns) {
        return new RegisterQuery(db, register, asked, columns, asking.sort(register, asked));
    }

    private static @Nullable Object sum(Column column, Record totals) {
        return column.figure(totals.get(column.code()));
    }

    private static Listing.Row row(Register register, Asked asked, List<Column> columns, Record row) {
        Long opened = row.get(RegisterQuery.OPENED, Long.class);
        String address = register.opens();
        return new Listing.Row(
                row.get(RegisterQuery.ID, Long.class),
                address == null || opened == null
                        ? null
                        : address.replace("{c}", String.valueOf(asked.community()))
                                .replace("{id}", String.valueOf(opened)),
                columns.stream()
                        .map(column -> new Listing.Cell(column, column.shown(row, false), column.raw(row)))
                        .toList());
    }

    /** What the trail keeps of an export. */
    private record Taken(String filter, List<String> columns, long rows, boolean whole) {}
}
