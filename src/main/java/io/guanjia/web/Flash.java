package io.guanjia.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The sentence that the next page shows after a redirect. */
@Component
public class Flash {

    static final String ATTRIBUTE = "flash";

    private final Texts texts;

    Flash(Texts texts) {
        this.texts = texts;
    }

    /** Kept in the session between two requests: words only, no objects of the business. */
    public record Note(String tone, String text) implements java.io.Serializable {}

    public void success(RedirectAttributes redirect, String key, Object... arguments) {
        redirect.addFlashAttribute(ATTRIBUTE, new Note("success", texts.of(key, arguments)));
    }

    public void warning(RedirectAttributes redirect, String key, Object... arguments) {
        redirect.addFlashAttribute(ATTRIBUTE, new Note("warning", texts.of(key, arguments)));
    }
}
