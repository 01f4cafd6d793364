package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.NOT_A_WORKBOOK;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An Office Open XML workbook: finds its parts by their relationships and reads what all sheets share. */
final class XlsxWorkbook implements Workbook {

    /** Of strings in memory, each with what it costs beside its characters. */
    private static final long MOST_SHARED_BYTES = 96L << 20;

    private static final int BYTES_OF_A_STRING = 56;
    /** Excel itself allows 65,490 formats of cells. */
    private static final int MOST_FORMATS = 65_536;

    private static final int MOST_LINKS = 10_000;
    private static final int ROW_TRAITS = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;

    private final ZipParts parts;
    private final Map<String, String> partsOfSheets = new LinkedHashMap<>();
    private final List<NumberLook> looks = new ArrayList<>();
    private String sharedStringsPart = "";
    private @Nullable List<String> sharedStrings;
    private boolean since1904;

    /** A relationship's target and the last word of its type. */
    private record Link(String type, String target) {}

    private XlsxWorkbook(ZipParts parts) {
        this.parts = parts;
    }

    static XlsxWorkbook open(Path file) {
        XlsxWorkbook workbook = new XlsxWorkbook(ZipParts.open(file));
        try {
            workbook.readStructure();
            return workbook;
        } catch (RuntimeException refused) {
            workbook.close();
            throw refused;
        }
    }

    @Override
    public List<String> sheetNames() {
        return List.copyOf(partsOfSheets.keySet());
    }

    @Override
    public Stream<SheetRow> rows(String sheetName) {
        String part = partsOfSheets.get(sheetName);
        if (part == null) {
            throw new NoSuchElementException("No sheet of this name");
        }
        SheetRows rows = new SheetRows(part(part), sharedStrings(), List.copyOf(looks), since1904);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, ROW_TRAITS), false)
                .onClose(rows::close);
    }

    @Override
    public void close() {
        parts.close();
    }

    private void readStructure() {
        requireSpreadsheet();
        String workbookPart = links("").values().stream()
                .filter(link -> link.type().equals("officeDocument"))
                .map(Link::target)
                .findFirst()
                .orElseThrow(() -> new UnreadableWorkbook(NOT_A_WORKBOOK));
        Map<String, Link> links = links(workbookPart);
        readSheets(workbookPart, links);
        for (Link link : links.values()) {
            if (link.type().equals("styles")) {
                readLooks(link.target());
            } else if (link.type().equals("sharedStrings")) {
                sharedStringsPart = link.target();
            }
        }
    }

    private void requireSpreadsheet() {
        try (XmlPart types = parts.content("[Content_Types].xml")
                .map(XmlPart::new)
                .orElseThrow(() -> new UnreadableWorkbook(NOT_A_WORKBOOK))) {
            while (types.next()) {
                String type =
                        types.starts("Override") || types.starts("Default") ? types.attribute("ContentType") : null;
                if (type != null
                        && type.matches(
                                "application/.*(spreadsheetml\\.sheet|ms-excel\\.sheet\\.macroEnabled)\\.main\\+xml")) {
                    return;
                }
            }
        }
        throw new UnreadableWorkbook(NOT_A_WORKBOOK);
    }

    /** The links of a part by their ids; the links of the whole package belong to the part without a name. */
    private Map<String, Link> links(String part) {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        Map<String, Link> links = new LinkedHashMap<>();
        try (XmlPart xml = part(folder + "_rels/" + part.substring(slash) + ".rels")) {
            while (xml.next()) {
                if (xml.starts("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
                    String type = xml.required("Type");
                    links.put(
                            xml.required("Id"),
                            new Link(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    resolve(folder, xml.required("Target"))));
                    requireFew(links.size(), MOST_LINKS);
                }
            }
        }
        return links;
    }

    private void readSheets(String workbookPart, Map<String, Link> links) {
        try (XmlPart xml = part(workbookPart)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    String flag = xml.attribute("date1904");
                    since1904 = "1".equals(flag) || "true".equals(flag);
                } else if (xml.starts("sheet")) {
                    Link link = links.get(xml.required("id"));
                    String state = xml.attribute("state");
                    boolean visible = state == null || state.equals("visible");
                    if (visible && link != null && link.type().equals("worksheet")) {
                        partsOfSheets.put(xml.required("name"), link.target());
                        requireFew(partsOfSheets.size(), MOST_LINKS);
                    }
                }
            }
        }
        if (partsOfSheets.isEmpty()) {
            throw new UnreadableWorkbook(NOT_A_WORKBOOK);
        }
    }

    private void readLooks(String part) {
        Map<Integer, NumberLook> own = new HashMap<>();
        boolean ofCells = false;
        try (XmlPart xml = part(part)) {
            while (xml.next()) {
                if (xml.starts("numFmt")) {
                    own.put(number(xml.required("numFmtId")), NumberLook.ofCode(xml.required("formatCode")));
                    requireFew(own.size(), MOST_FORMATS);
                } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                    ofCells = xml.starts("cellXfs");
                } else if (ofCells && xml.starts("xf")) {
                    String format = xml.attribute("numFmtId");
                    int id = format == null ? 0 : number(format);
                    looks.add(own.getOrDefault(id, NumberLook.ofBuiltIn(id)));
                    requireFew(looks.size(), MOST_FORMATS);
                }
            }
        }
    }

    private List<String> sharedStrings() {
        if (sharedStrings == null) {
            sharedStrings = sharedStringsPart.isEmpty() ? List.of() : readSharedStrings();
        }
        return sharedStrings;
    }

    private List<String> readSharedStrings() {
        List<String> strings = new ArrayList<>();
        long left = MOST_SHARED_BYTES;
        try (XmlPart xml = part(sharedStringsPart)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    String text = xml.richText("si");
                    left -= BYTES_OF_A_STRING + 2L * text.length();
                    if (left < 0) {
                        throw new UnreadableWorkbook(TOO_LARGE);
                    }
                    strings.add(text);
                }
            }
        }
        return strings;
    }

    private XmlPart part(String name) {
        return parts.content(name).map(XmlPart::new).orElseThrow(() -> new UnreadableWorkbook(DAMAGED));
    }

    private static void requireFew(int count, int most) {
        if (count > most) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
    }

    private static String resolve(String folder, String target) {
        Deque<String> path = new ArrayDeque<>();
        for (String step : (target.startsWith("/") ? target : folder + target).split("/", -1)) {
            if (step.equals("..")) {
                path.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.addLast(step);
            }
        }
        return String.join("/", path);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException damaged) {
            throw new UnreadableWorkbook(DAMAGED, damaged);
        }
    }
}
