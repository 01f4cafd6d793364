package io.guanjia.sheets;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever leaves the house as a sheet goes through the one place where text loses the force of a formula. */
@Tag("CLERK-04")
class ExportsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/guanjia");
    private static JavaClasses house;

    @BeforeAll
    static void walkThrough() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.guanjia");
    }

    @Test
    void writesWorkbooksInOnePlace() {
        noClasses()
                .that(com.tngtech.archunit.base.DescribedPredicate.not(JavaClass.Predicates.type(SheetWriter.class)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dhatim.fastexcel..")
                .because("SheetWriter makes text harmless")
                .check(house);
    }

    @Test
    void writesTextIntoACellByOneMethodAndNoFormulasOrLinksAtAll() {
        Set<String> text =
                calls("inlineString").map(call -> call.getOrigin().getName()).collect(Collectors.toSet());
        assertThat(text).containsExactly("text");
        assertThat(Stream.of("formula", "hyperlink", "comment").flatMap(ExportsTest::calls))
                .isEmpty();
        assertThat(calls("value")
                        .map(call ->
                                call.getTarget().getRawParameterTypes().get(2).getSimpleName()))
                .as("of text, only inlineString")
                .doesNotContain("String", "Object");
    }

    /** A csv would be a second way out; whoever needs one lets {@link SheetWriter#neutral} see each of its cells. */
    @Test
    void hasNoOtherWayOutForTables() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tables = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            read(file).contains("text/csv") || read(file).contains(".csv\""))
                    .toList();
            assertThat(tables).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'})
    void neverBeginsACellWithASignOfAFormula(char sign) {
        for (String text : List.of(sign + "", sign + "1", sign + "cmd|' /C calc'!A0", sign + "\n" + sign)) {
            assertThat(SheetWriter.neutral(text)).startsWith("'");
            assertThat(SheetWriter.original(SheetWriter.neutral(text))).isEqualTo(text);
        }
    }

    private static Stream<JavaMethodCall> calls(String method) {
        return house.get(SheetWriter.class).getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getName().equals("org.dhatim.fastexcel.Worksheet"))
                .filter(call -> call.getTarget().getName().equals(method));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
