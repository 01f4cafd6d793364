package io.guanjia;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.guanjia.imports.CellsFuzz;
import io.guanjia.sheets.CsvFuzz;
import io.guanjia.sheets.XlsxFuzz;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer against the readers of what people bring, for some seconds; longer with {@code -Dfuzz.seconds=}. It runs as a program
 * of its own because its agent is not for the rest of the tests, and jazzer-junit stands on JUnit 5. What it ever found lies
 * under {@code src/test/resources/fuzz} and is tried first.
 */
class ReadersFuzzTest {

    private static final int SECONDS = Integer.getInteger("guanjia.fuzz.seconds", 3);

    /** The same in every short run, so that a build fails for what was changed; a long run (0) goes its own way each time. */
    private static final int SEED = SECONDS > 10 ? 0 : 1;

    private static final int SECONDS_TO_START = 90;
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    /** What readers of sheets cannot fall for costs time to look for. */
    private static final String NOT_OURS = Stream.of(
                    "ClojureLangHooks",
                    "ExpressionLanguageInjection",
                    "LdapInjection",
                    "NamingContextLookup",
                    "ScriptEngineInjection",
                    "SqlInjection",
                    "UnsafeSanitizer")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(java.io.File.pathSeparator));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource
    void neverFallsForWhatItOnceFellFor(Path file) throws Exception {
        Class<?> target = target(file.getFileName().toString().replaceFirst("-.*", ""));
        try {
            target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) Files.readAllBytes(file));
        } catch (InvocationTargetException found) {
            throw new AssertionError(file + " is neither read nor refused", found.getCause());
        }
    }

    static Stream<Path> neverFallsForWhatItOnceFellFor() throws IOException {
        try (Stream<Path> files = Files.list(FOUND)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void readsOrRefusesWhateverComes() throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        int number = 0;
        for (byte[] seed : ReadersFuzz.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        Path said = folder.resolve("said");
        Path kept = Files.createDirectories(Path.of("target/fuzz").toAbsolutePath());
        Process program = new ProcessBuilder(command(corpus, kept))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(program.waitFor(SECONDS + SECONDS_TO_START, TimeUnit.SECONDS))
                    .as("finished")
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        String words = Files.readAllLines(said).stream()
                .filter(line -> !line.matches("#\\d+.*|INFO: (Instrumented|Loaded).*"))
                .collect(Collectors.joining("\n"));
        assertThat(program.exitValue())
                .as(
                        "What Jazzer found lies in %s: mend it and keep it in %s as <Target>-<what>.%n%s",
                        kept, FOUND, words)
                .isZero();
        assertThat(words).contains("Done ");
    }

    private static List<String> command(Path corpus, Path kept) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + ReadersFuzz.class.getName(),
                "--instrumentation_includes=io.guanjia.kernel.**:io.guanjia.sheets.**:io.guanjia.imports.**",
                "--reproducer_path=" + kept,
                "-artifact_prefix=" + kept + "/ReadersFuzz-",
                "--disabled_hooks=" + NOT_OURS,
                "-max_total_time=" + SECONDS,
                "-seed=" + SEED,
                "-timeout=5",
                "-max_len=20000"));
        command.add(corpus.toString());
        return command;
    }

    private static Class<?> target(String name) {
        return Stream.of(ReadersFuzz.class, XlsxFuzz.class, CsvFuzz.class, CellsFuzz.class)
                .filter(target -> target.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
