package io.guanjia.imports;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.Staff;
import io.guanjia.sheets.SheetWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** A clerk of a new community with a workbook under the arm. */
final class Importing {
    static final Path WORKBOOKS = Path.of("src/test/resources/workbooks");
    private static int made;

    final long community;
    final long clerk;
    private final Imports imports;
    private final TransactionTemplate transaction;

    Importing(Imports imports, TransactionTemplate transaction) {
        made++;
        this.community = Staff.community("导入小区 " + made);
        this.clerk = Staff.hire("import-clerk" + made, community, "clerk");
        this.imports = imports;
        this.transaction = transaction;
    }

    long begin(String layout, ImportOptions options, byte[] bytes, String name) {
        return asClerk(() -> imports.begin(community, layout, options, new ByteArrayInputStream(bytes), name));
    }

    ImportSummary check(long id) {
        return bound(() -> imports.now(community, id, true));
    }

    ImportSummary apply(long id) {
        return bound(() -> imports.now(community, id, false));
    }

    ImportSummary applyGoodRows(long id) {
        return bound(() -> imports.goodRowsNow(community, id));
    }

    void undo(long id) {
        bound(() -> {
            imports.undo(community, id, "带错了文件");
            return id;
        });
    }

    <T> T bound(Supplier<T> work) {
        return Scopes.call(Scope.of(community, clerk), work);
    }

    <T> T asClerk(Supplier<T> work) {
        return bound(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(WORKBOOKS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sheet of these rows, values with a stroke between them. */
    static byte[] sheet(String... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SheetWriter writer = SheetWriter.to(bytes)) {
            writer.sheet("表一", List.of());
            Arrays.stream(rows).forEach(row -> writer.row((Object[]) row.split("\\|", -1)));
        }
        return bytes.toByteArray();
    }

    static byte[] csv(Charset charset, String... rows) {
        return String.join("\r\n", rows).replace('|', ',').getBytes(charset);
    }
}
