package io.guanjia;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/** docs/duties.md says which tests show which duty; the tests say it by their tags. Both must say the same. */
class DutiesTest {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]+(-\\d\\d[AB]?)?");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void thePageAndTheTagsSayTheSame() throws IOException {
        assertThat(page()).as("docs/duties.md, last column").containsExactlyInAnyOrderEntriesOf(withUntagged(tags()));
    }

    @Test
    void everyDutyOfTheDepartmentStandsOnThePage() throws IOException {
        assertThat(page()).hasSize(97);
    }

    private static Map<String, Set<String>> page() throws IOException {
        Map<String, Set<String>> page = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/duties.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length < 5 || !CODE.matcher(cells[1].strip()).matches()) continue;
            Set<String> names = new TreeSet<>();
            NAME.matcher(cells[4]).results().forEach(found -> names.add(found.group(1)));
            page.put(cells[1].strip(), names);
        }
        return page;
    }

    private static Map<String, Set<String>> withUntagged(Map<String, Set<String>> tags) throws IOException {
        page().keySet().forEach(code -> tags.putIfAbsent(code, Set.of()));
        return tags;
    }

    private static Map<String, Set<String>> tags() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("io.guanjia");
        Map<String, Set<String>> tags = new TreeMap<>();
        for (JavaClass type : tests) {
            Stream<CanBeAnnotated> places = Stream.concat(Stream.of(type), type.getMethods().stream());
            places.flatMap(DutiesTest::tagsOf)
                    .filter(tag -> CODE.matcher(tag).matches())
                    .forEach(tag -> tags.computeIfAbsent(tag, ignored -> new TreeSet<>())
                            .add(outermost(type)));
        }
        return tags;
    }

    private static Stream<String> tagsOf(CanBeAnnotated place) {
        Stream<String> one = place.isAnnotatedWith(Tag.class) ? Stream.of(tag(place)) : Stream.empty();
        Stream<String> many = place.isAnnotatedWith(Tags.class) ? Arrays.stream(tags(place)) : Stream.empty();
        return Stream.concat(one, many);
    }

    private static String tag(CanBeAnnotated place) {
        return place instanceof JavaMethod method
                ? method.getAnnotationOfType(Tag.class).value()
                : ((JavaClass) place).getAnnotationOfType(Tag.class).value();
    }

    private static String[] tags(CanBeAnnotated place) {
        Tag[] tags = place instanceof JavaMethod method
                ? method.getAnnotationOfType(Tags.class).value()
                : ((JavaClass) place).getAnnotationOfType(Tags.class).value();
        return Arrays.stream(tags).map(Tag::value).toArray(String[]::new);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
    }
}
