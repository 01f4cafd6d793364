package io.guanjia.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into imports.staged by COPY; nothing of them stays in memory. */
final class StagedRows {
    private static final int BUFFER = 1 << 16;
    private static final String COPY = "copy imports.staged (batch_id, row_no, sheet, cells, sealed, hash) from stdin";

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 4096);

    private StagedRows(CopyIn copy) {
        this.copy = copy;
    }

    static StagedRows into(Connection connection) throws SQLException {
        return new StagedRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY));
    }

    /** @param sealed an identity number, encrypted, and its hash, or both null */
    void add(
            long batchId, RowReader.At at, @Nullable String[] cells, byte @Nullable [] sealed, byte @Nullable [] hash) {
        buffer.append(batchId).append('\t').append(at.row()).append('\t');
        escape(at.sheet());
        buffer.append('\t').append('{');
        for (int place = 0; place < cells.length; place++) {
            if (place > 0) buffer.append(',');
            element(cells[place]);
        }
        buffer.append('}').append('\t');
        bytes(sealed);
        buffer.append('\t');
        bytes(hash);
        buffer.append('\n');
        if (buffer.length() > BUFFER) flush();
    }

    private void element(@Nullable String text) {
        if (text == null) {
            buffer.append("NULL");
            return;
        }
        buffer.append('"');
        escape(text.replace("\\", "\\\\").replace("\"", "\\\""));
        buffer.append('"');
    }

    /** As COPY's text format reads it. */
    private void escape(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            switch (character) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                case '\0' -> buffer.append('\ufffd');
                default -> buffer.append(character);
            }
        }
    }

    private void bytes(byte @Nullable [] bytes) {
        buffer.append(bytes == null ? "\\N" : "\\\\x" + HexFormat.of().formatHex(bytes));
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException broken) {
            throw new java.io.UncheckedIOException(new IOException("COPY into staging broke", broken));
        }
        buffer.setLength(0);
    }

    void finish() throws SQLException {
        if (buffer.length() > 0) flush();
        copy.endCopy();
    }

    void abandon() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
