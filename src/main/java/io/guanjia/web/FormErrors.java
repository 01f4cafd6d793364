package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.thymeleaf.spring6.util.DetailedError;

/** Brings what a room said no to back onto the form, beside the field; templates ask it how messages and fields belong together. */
@Component
public class FormErrors {

    /** The rejected value is text already: else a date or an amount would be written as one once more, and fail. */
    private static final boolean TO_SHOW_AS_TYPED = true;

    private final Texts texts;

    FormErrors(Texts texts) {
        this.texts = texts;
    }

    /** One line of the summary above a form; no id when it concerns the form as a whole. */
    public record Line(@Nullable String id, String message) {}

    /** Each problem beside the field of its name, the others above the form. The page answers 422. */
    public void add(BindingResult errors, InvalidInput invalid) {
        for (InvalidInput.Problem problem : invalid.problems()) {
            String message = texts.of("invalid." + problem.code(), problem.arguments());
            String form = errors.getObjectName();
            errors.addError(
                    isFieldOf(errors, problem.field())
                            ? new FieldError(
                                    form,
                                    problem.field(),
                                    errors.getFieldValue(problem.field()),
                                    TO_SHOW_AS_TYPED,
                                    null,
                                    null,
                                    message)
                            : new ObjectError(form, message));
        }
    }

    /** For a form that should stay on the screen with all that was typed when the room refuses. */
    public void add(BindingResult errors, Refusal refusal) {
        errors.addError(new ObjectError(
                errors.getObjectName(), texts.of("refusal." + refusal.code(), Arrays.asList(refusal.arguments()))));
    }

    /**
     * Does what a form asks for, when nothing is wrong with what was typed.
     *
     * @param done does it and gives the view that follows
     * @param again the view with the form, for what was typed wrong and for what the room then finds or refuses
     */
    public String answer(BindingResult errors, Supplier<String> done, Supplier<String> again) {
        if (!errors.hasErrors()) {
            try {
                return done.get();
            } catch (InvalidInput invalid) {
                add(errors, invalid);
            } catch (Refusal refusal) {
                add(errors, refusal);
            }
        }
        return again.get();
    }

    public List<Line> of(List<DetailedError> errors) {
        return errors.stream()
                .map(error -> new Line(error.isGlobal() ? null : id(error.getFieldName()), error.getMessage()))
                .toList();
    }

    /** As th:field makes it: lines[0].amount becomes lines0.amount. */
    public String id(String field) {
        return field.replace("[", "").replace("]", "");
    }

    public @Nullable String describedBy(String id, @Nullable Object hint, boolean wrong) {
        String ids = (hint == null ? "" : id + "-hint ") + (wrong ? id + "-error" : "");
        return ids.isEmpty() ? null : ids.strip();
    }

    private static boolean isFieldOf(BindingResult errors, String field) {
        return !field.isEmpty() && errors.getTarget() != null && errors.getFieldType(field) != null;
    }
}
