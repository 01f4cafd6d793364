package io.guanjia.audit;

import io.guanjia.kernel.Money;
import io.guanjia.web.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What was written for machines, in the words of the reader: {@code amountFen 15000} is an amount of 150.00. */
@Component
public class ChangeWords {

    /** Numbers that mean nothing to a reader, or stand beside a name that does. */
    private static final Set<String> SILENT = Set.of("id", "version", "approval", "itemId", "bookId");

    /** Fields that hold an account. */
    private static final Set<String> PEOPLE = Set.of("holderId", "standsInFor");

    /** Where a room has the words for the values of a field. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("feeClass", List.of("billing.fee-class.")),
            Map.entry("method", List.of("billing.method.")),
            Map.entry("fundClass", List.of("billing.fund-class.")),
            Map.entry("managementMode", List.of("estate.mode.")),
            Map.entry("kind", List.of("estate.kind.", "residents.kind.")),
            Map.entry("status", List.of("estate.status.")),
            Map.entry("gender", List.of("residents.gender.")),
            Map.entry("layout", List.of("cashier.book.layout.")),
            Map.entry("state", List.of("approvals.state.", "cashier.book.state.")));

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private final Texts texts;
    private final ObjectProvider<ActorNames> names;

    ChangeWords(Texts texts, ObjectProvider<ActorNames> names) {
        this.texts = texts;
        this.names = names;
    }

    /** One changed field as people read it; what was not there before has no {@code before}. */
    public record Line(String field, @Nullable String before, String after) {}

    public List<Line> of(Entry entry) {
        return of(entry.changes(), entry.reason());
    }

    private List<Line> of(List<Entry.Change> changes, @Nullable String reason) {
        return changes.stream()
                .filter(change -> !SILENT.contains(change.field()))
                .filter(change -> !blank(change.before()) || !blank(change.after()))
                .filter(change -> !change.field().equals("reason") || !Objects.equals(change.after(), reason))
                .map(this::line)
                .toList();
    }

    /** The same in one line, for a timeline; empty when nothing changed that a reader would know. */
    public String inOneLine(Entry entry) {
        return inOneLine(entry.changes(), entry.reason());
    }

    public String inOneLine(List<Entry.Change> changes, @Nullable String reason) {
        return of(changes, reason).stream()
                .map(line -> line.before() == null
                        ? line.field() + " " + line.after()
                        : line.field() + " " + line.before() + " → " + line.after())
                .collect(Collectors.joining(" · "));
    }

    private Line line(Entry.Change change) {
        String before = change.before();
        return new Line(
                field(change.field()),
                blank(before) ? null : value(change.field(), before),
                change.after() == null || change.after().isBlank()
                        ? texts.of("audit.none.value")
                        : value(change.field(), change.after()));
    }

    /** Fields within a field are called by their own name: {@code arrears.openingFen}. */
    private String field(String name) {
        return name.isEmpty() ? "" : texts.known("field." + name).orElse(name);
    }

    private String value(String field, @Nullable String written) {
        String value = written == null ? "" : written;
        if (value.equals("true") || value.equals("false")) {
            return texts.of("audit.value." + value);
        }
        if (field.endsWith("Fen") && WHOLE.matcher(value).matches()) {
            return new Money(Long.parseLong(value)).format();
        }
        if (PEOPLE.contains(field) && WHOLE.matcher(value).matches()) {
            return names.getObject().nameOf(Long.parseLong(value));
        }
        return Stream.ofNullable(VALUES.get(field))
                .flatMap(List::stream)
                .flatMap(prefix -> texts.known(prefix + value).stream())
                .findFirst()
                .orElse(value);
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
