package io.guanjia.imports;

import java.util.List;

/**
 * A row that cannot be taken, and why.
 *
 * @param row as in the margin of the sheet; 0 for the sheet as a whole
 * @param code message {@code import.rejected.<code>}
 */
public record Rejection(String sheet, int row, String code, List<String> arguments) {}
