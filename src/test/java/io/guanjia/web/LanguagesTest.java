package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Both languages are complete, and whatever a room says in a page or a refusal has words. */
class LanguagesTest {

    /** Where Java names a message: refusals and problems by their codes, the rest by the whole key. */
    private static final Map<Pattern, String> IN_JAVA = Map.of(
            Pattern.compile("super\\(\\s*\"([a-z0-9]+(?:-[a-z0-9]+)*)\""), "refusal.",
            Pattern.compile("new InvalidInput\\(\\s*\"[^\"]*\",\\s*\"([^\"]+)\""), "invalid.",
            Pattern.compile("Problem\\.of\\(\\s*\"[^\"]*\",\\s*\"([^\"]+)\""), "invalid.",
            Pattern.compile("new MalformedValue\\(\\s*\"([^\"]+)\""), "invalid.",
            Pattern.compile("new MenuEntry\\(\\s*Section\\.\\w+,\\s*\\d+,\\s*\"([^\"]+)\""), "",
            Pattern.compile("\\.(?:success|warning)\\(\\s*\\w+,\\s*\"([^\"]+)\""), "",
            Pattern.compile("(?:Text|texts)\\.of\\(\\s*\"([^\"]+)\"[,)]"), "");

    /** What a room writes into the trail: what was done and to what; a room that names neither as a literal names its KIND. */
    private static final Pattern DEED =
            Pattern.compile("\\b(?:record|changed|moved)\\(\\s*(?:[^\";{}]{0,90}?,\\s*)?\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Pattern DONE_TO = Pattern.compile(
            "\\brecord\\(\\s*[^,()\";]+,\\s*\"[a-z-]+\",\\s*\"([a-z-]+)\"|\\b(?:KIND|SUBJECT|DIFFERENCE) = \"([a-z-]+)\"");

    private static final Pattern IN_TEMPLATES = Pattern.compile("#\\{([\\w.-]+)[}(]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d[^}]*}");

    private static final Map<String, Properties> BUNDLES = new TreeMap<>();
    private static final Set<String> KEYS = new TreeSet<>();

    @BeforeAll
    static void readEveryBundle() throws IOException {
        for (Resource bundle : new PathMatchingResourcePatternResolver().getResources(Messages.EVERY_BUNDLE)) {
            Properties messages = new Properties();
            try (InputStream content = bundle.getInputStream()) {
                messages.load(new InputStreamReader(content, StandardCharsets.UTF_8));
            }
            BUNDLES.put(bundle.getFilename(), messages);
            KEYS.addAll(messages.stringPropertyNames());
        }
    }

    @Test
    void hasTheSameKeysInBothLanguages() {
        BUNDLES.forEach((name, messages) -> {
            if (!name.endsWith("_en.properties")) {
                Properties english = BUNDLES.get(name.replace(".properties", "_en.properties"));
                assertThat(english).as("English beside " + name).isNotNull();
                assertThat(english.stringPropertyNames())
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(messages.stringPropertyNames());
            }
        });
    }

    @Test
    void saysSomethingUnderEachKeyWithTheSameArguments() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach((name, messages) -> messages.forEach((key, message) -> {
            Object other = BUNDLES.getOrDefault(name.replace(".properties", "_en.properties"), messages)
                    .get(key);
            boolean straightQuote = message.toString().contains("'");
            if (message.toString().isBlank()
                    || straightQuote
                    || !placeholders(message).equals(placeholders(other))) {
                wrong.add(name + ": " + key);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void keepsEachKeyInOneRoom() {
        Map<String, List<String>> rooms = new TreeMap<>();
        BUNDLES.forEach((name, messages) -> {
            if (!name.endsWith("_en.properties")) {
                messages.stringPropertyNames()
                        .forEach(key -> rooms.computeIfAbsent(key, each -> new ArrayList<>())
                                .add(name));
            }
        });
        assertThat(rooms.entrySet().stream().filter(key -> key.getValue().size() > 1))
                .isEmpty();
    }

    @Test
    void hasWordsForWhatTemplatesSay() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path template : files("src/main/resources/templates", ".html")) {
            Matcher keys = IN_TEMPLATES.matcher(Files.readString(template));
            while (keys.find()) {
                if (!KEYS.contains(keys.group(1))) {
                    missing.add(template.getFileName() + ": " + keys.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void hasWordsForWhatJavaSays() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path file : files("src/main/java", ".java")) {
            String source = Files.readString(file);
            IN_JAVA.forEach((pattern, prefix) -> {
                boolean refusal = prefix.equals("refusal.");
                Matcher keys = pattern.matcher(source);
                while ((!refusal || source.contains("extends Refusal")) && keys.find()) {
                    String key = prefix + keys.group(1);
                    if (!KEYS.contains(key) && !key.endsWith(".") && !key.endsWith("-")) {
                        missing.add(file.getFileName() + ": " + key);
                    }
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void hasWordsForWhatTheTrailRecords() throws IOException {
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (Path file : files("src/main/java", ".java")) {
            String source = Files.readString(file);
            if (!source.contains("audit.record(") || file.endsWith("AuditTrail.java")) continue;
            Matcher deeds = DEED.matcher(source);
            while (deeds.find()) found.add(deeds.group(1));
            Matcher kinds = DONE_TO.matcher(source);
            while (kinds.find()) found.add(kinds.group(1) == null ? kinds.group(2) : kinds.group(1));
        }
        for (String word : found) {
            // the kind of a job is not the kind of a subject
            boolean known = KEYS.contains("audit.action." + word)
                    || KEYS.contains("audit.subject." + word)
                    || KEYS.contains("job." + word);
            if (!known) missing.add(word);
        }
        assertThat(found)
                .contains("payment-taken", "day-sheet-locked", "month-close")
                .hasSizeGreaterThan(70);
        assertThat(missing).isEmpty();
    }

    private static List<String> placeholders(Object message) {
        return PLACEHOLDER
                .matcher(String.valueOf(message))
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .toList();
    }

    static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
