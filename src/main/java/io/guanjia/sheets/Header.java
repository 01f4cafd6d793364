package io.guanjia.sheets;

import io.guanjia.kernel.ChineseText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the wanted columns of a sheet are. People put titles, units and notes around their tables, so the header is looked for,
 * not assumed.
 *
 * @param rowNumber of the header row as in the margin of the sheet; 0 when no row of the first twenty holds any wanted title
 * @param columns column counted from 0, by the name of the wanted column
 * @param missing names of required columns that were not found: ask the person to map them
 * @param titles of the header row as they stand there, to choose from
 */
public record Header(int rowNumber, Map<String, Integer> columns, List<String> missing, List<String> titles) {

    private static final int ROWS_SEARCHED = 20;
    /** What is longer is an explanation, not a title, and is compared as it stands. */
    private static final int LONGEST_TITLE = 100;

    private static final Pattern LEADING_REMARK = Pattern.compile("^(?:[*#]|\\([^)]*\\)|\\[[^\\]]*])+");
    private static final Pattern TRAILING_REMARK = Pattern.compile("(?:[(\\[].*|[*:/]+)$");

    /** A column to look for: the name the importer uses and the titles under which people keep it. */
    public record Wanted(String name, boolean required, List<String> titles) {

        public Wanted {
            titles = List.copyOf(titles);
        }

        public static Wanted required(String name, String... titles) {
            return new Wanted(name, true, List.of(titles));
        }

        public static Wanted optional(String name, String... titles) {
            return new Wanted(name, false, List.of(titles));
        }
    }

    public Header {
        columns = Map.copyOf(columns);
        missing = List.copyOf(missing);
        titles = List.copyOf(titles);
    }

    /**
     * Looks through the first twenty rows for the first that has every required column; failing that, for the one that has most of
     * the wanted ones. The iterator then stands behind the rows looked at, which is right behind the header when it is complete.
     */
    public static Header find(Iterator<SheetRow> rows, List<Wanted> wanted) {
        Header best = new Header(0, Map.of(), requiredNames(wanted, Map.of()), List.of());
        for (int searched = 0; searched < ROWS_SEARCHED && rows.hasNext(); searched++) {
            Header header = of(rows.next(), wanted);
            if (header.columns.size() > best.columns.size()) {
                best = header;
            }
            if (header.isComplete() && !header.columns.isEmpty()) {
                return header;
            }
        }
        return best;
    }

    /** Reads one given row as the header, for example the one that a person has pointed at. */
    public static Header of(SheetRow row, List<Wanted> wanted) {
        List<String> titles = row.cells().stream().map(Cell::text).toList();
        List<String> plain = titles.stream().map(Header::plain).toList();
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (Wanted column : wanted) {
            int at = column.titles().stream()
                    .map(title -> plain.indexOf(plain(title)))
                    .filter(found -> found >= 0)
                    .findFirst()
                    .orElse(-1);
            if (at >= 0 && !columns.containsValue(at)) {
                columns.put(column.name(), at);
            }
        }
        return new Header(row.number(), columns, requiredNames(wanted, columns), titles);
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** The cell of a row under the column of that name; blank where the sheet has no such column. */
    public Cell cell(SheetRow row, String name) {
        Integer column = columns.get(name);
        return column == null ? Cell.BLANK : row.cell(column);
    }

    public String text(SheetRow row, String name) {
        return cell(row, name).text();
    }

    /** Titles compare without blanks, units and remarks in brackets, and marks of obligation: 面积(㎡) and *面积 are 面积. */
    private static String plain(String title) {
        String compact =
                ChineseText.compact(title).replace('【', '[').replace('】', ']').toLowerCase(Locale.ROOT);
        if (compact.length() > LONGEST_TITLE) {
            return compact;
        }
        String bare = TRAILING_REMARK
                .matcher(LEADING_REMARK.matcher(compact).replaceFirst(""))
                .replaceFirst("");
        return bare.isEmpty() ? compact : bare;
    }

    private static List<String> requiredNames(List<Wanted> wanted, Map<String, Integer> found) {
        List<String> names = new ArrayList<>();
        for (Wanted column : wanted) {
            if (column.required() && !found.containsKey(column.name())) {
                names.add(column.name());
            }
        }
        return names;
    }
}
