package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a template must not hold: words, which belong to the bundles, and what the browser's policy refuses. */
class TemplatesTest {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^\"'>])*>", Pattern.DOTALL);

    private static final Map<String, Pattern> NOT_IN_A_TAG = notInATag();

    /** Printed documents are not pages: they have no browser, no menu, and styles of their own. */
    private static final Path PRINTED = Path.of("src/main/resources/templates/paper");

    @Test
    void leavesWordsToTheBundles() throws IOException {
        List<String> words = new ArrayList<>();
        for (Path template : templates()) {
            String text = TAG.matcher(markup(template)).replaceAll("\n");
            text.lines()
                    .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                    .forEach(line -> words.add(template.getFileName() + ": " + line.strip()));
        }
        assertThat(words).isEmpty();
    }

    @Test
    void holdsNothingThatTheBrowserWouldRefuseOrThymeleafMisunderstand() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path template : templates()) {
            Matcher tags = TAG.matcher(markup(template));
            while (tags.find()) {
                String tag = tags.group();
                NOT_IN_A_TAG.forEach((what, pattern) -> {
                    if (pattern.matcher(tag).find()) {
                        found.add(template.getFileName() + ": " + what + ": " + tag.replaceAll("\\s+", " "));
                    }
                });
            }
        }
        assertThat(found).isEmpty();
    }

    private static Map<String, Pattern> notInATag() {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        patterns.put(
                "words in an attribute", Pattern.compile("\\s(?:title|placeholder|aria-label|alt)=\"[^\"]*\\p{L}"));
        patterns.put("words in an expression", Pattern.compile("[\\p{IsHan}]|th:text=\"'[^']*\\p{L}[^']*'\""));
        patterns.put("inline style", Pattern.compile("^<style|\\s(?:th:)?style="));
        patterns.put(
                "inline script",
                Pattern.compile("^<script(?![^>]*src=)|\\s(?:th:)?on[a-z]+=|\\shx-on|javascript:|'js:"));
        patterns.put(
                "condition beside th:replace or th:insert, which win",
                Pattern.compile("(?=.*\\sth:(?:replace|insert)=)(?=.*\\sth:(?:if|unless|each|with)=)", Pattern.DOTALL));
        return patterns;
    }

    private static String markup(Path template) throws IOException {
        return COMMENT.matcher(Files.readString(template)).replaceAll("");
    }

    private static List<Path> templates() throws IOException {
        List<Path> all = new ArrayList<>(LanguagesTest.files("src/main/resources/templates", ".html"));
        all.addAll(LanguagesTest.files("src/test/resources/templates", ".html"));
        all.removeIf(template -> template.startsWith(PRINTED));
        return all;
    }
}
