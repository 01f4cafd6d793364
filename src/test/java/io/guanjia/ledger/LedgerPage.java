package io.guanjia.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/ledger.md, read back.
 *
 * @param accounts code, Chinese and English name, side; in the order of the page
 * @param events by name, in the order of the page
 * @param controls their names
 */
record LedgerPage(List<List<String>> accounts, Map<String, Event> events, List<String> controls) {

    private static final Pattern HEADING = Pattern.compile("### `([a-z-]+)` .*");
    private static final Pattern SOURCE = Pattern.compile("Source `([A-Z_]+)`.*");

    /** @param lines debit, credit, amount and dimensions, separated by bars */
    record Event(String name, String source, List<String> lines) {}

    static LedgerPage read() {
        try {
            return read(Files.readAllLines(Path.of("docs/ledger.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LedgerPage read(List<String> lines) {
        LedgerPage page = new LedgerPage(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        String chapter = "";
        String event = "";
        String source = "";
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            Matcher named = SOURCE.matcher(line);
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
            } else if (heading.matches()) {
                event = heading.group(1);
            } else if (named.matches()) {
                source = named.group(1);
            } else if (line.startsWith("| ") && !line.startsWith("| --- ")) {
                page.add(chapter, new Event(event, source, new ArrayList<>()), cells(line));
            }
        }
        return page;
    }

    private void add(String chapter, Event event, List<String> cells) {
        if (chapter.startsWith("Chart") && !cells.get(0).equals("code")) {
            accounts.add(cells.subList(0, 4));
        } else if (chapter.startsWith("What each event") && !cells.get(0).equals("debit")) {
            events.computeIfAbsent(event.name(), ignored -> event).lines().add(String.join(" | ", cells.subList(0, 4)));
        } else if (chapter.startsWith("What must") && !cells.get(0).equals("control")) {
            controls.add(cells.get(0));
        }
    }

    private static List<String> cells(String row) {
        String[] cells = row.substring(1).split("\\|", -1);
        return Arrays.stream(cells).map(String::strip).limit(cells.length - 1L).toList();
    }
}
