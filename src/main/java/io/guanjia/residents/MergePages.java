package io.guanjia.residents;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Waiting;
import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.residents.Merging.Field;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The same person twice: who may be, side by side, merged into one, told apart for good, and two again. */
@Controller
@RequestMapping("/communities/{c}/people")
class MergePages {

    private final Duplicates duplicates;
    private final Merges merges;
    private final Lookalikes lookalikes;
    private final Timelines timelines;
    private final Approvals approvals;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    MergePages(
            Duplicates duplicates,
            Merges merges,
            Lookalikes lookalikes,
            Timelines timelines,
            Approvals approvals,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.duplicates = duplicates;
        this.merges = merges;
        this.lookalikes = lookalikes;
        this.timelines = timelines;
        this.approvals = approvals;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    /** Every value is the id of the one of the two whose value stays. */
    record Form(
            @NotNull @Nullable Long first,
            @NotNull @Nullable Long second,
            @NotNull @Nullable Long survivor,
            @Nullable Long name,
            @Nullable Long gender,
            @Nullable Long phone,
            @Nullable Long identity,
            @NotBlank @Nullable String reason) {

        @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
        Merging merging() {
            long duplicate = survivor.equals(first) ? second : first;
            Set<Field> taken = EnumSet.noneOf(Field.class);
            List<@Nullable Long> chosen = List.of(or(name), or(gender), or(phone), or(identity));
            for (Field field : Field.values()) {
                if (Objects.equals(chosen.get(field.ordinal()), duplicate)) {
                    taken.add(field);
                }
            }
            return new Merging(duplicate, survivor, taken, reason);
        }

        private static Long or(@Nullable Long chosen) {
            return chosen == null ? 0L : chosen;
        }
    }

    record ListPage(long c, List<Suspect> suspects, List<Merge> merges, boolean mayWrite) {}

    record ComparePage(long c, Lookalikes.Pair pair) {}

    record MergePage(long c, Merge merge, @Nullable Waiting waiting, boolean mayUndo, List<TimelineEntry> timeline) {}

    @GetMapping("/duplicates")
    String list(@PathVariable long c, Model model) {
        model.addAttribute(
                "page",
                new ListPage(c, duplicates.suspected(c), merges.latest(c), access.may(Permission.RESIDENTS_WRITE, c)));
        return "residents/duplicates";
    }

    @GetMapping("/compare")
    String compare(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable Long first,
            @RequestParam(required = false) @Nullable Long second,
            Model model) {
        if (first == null || second == null) {
            return "redirect:/communities/" + c + "/people/duplicates";
        }
        access.require(Permission.RESIDENTS_WRITE, c);
        Lookalikes.Pair pair = lookalikes.of(c, first, second);
        model.addAttribute(
                "form",
                new Form(
                        first,
                        second,
                        first,
                        first,
                        pair.better(Field.GENDER),
                        pair.better(Field.PHONE),
                        pair.better(Field.IDENTITY),
                        null));
        model.addAttribute("page", new ComparePage(c, pair));
        return "residents/compare";
    }

    @PostMapping("/merges")
    String merge(
            @PathVariable long c,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        Long first = form.first();
        Long second = form.second();
        if (first == null || second == null) {
            return "redirect:/communities/" + c + "/people/duplicates";
        }
        return formErrors.answer(
                errors,
                () -> {
                    long id = merges.mergeOnce(c, key.value(), form.merging()).value();
                    flash.success(
                            redirect,
                            merges.get(c, id).state() == MergeState.MERGED
                                    ? "residents.merge.done"
                                    : "residents.merge.asked");
                    return "redirect:/communities/" + c + "/people/merges/" + id;
                },
                () -> {
                    model.addAttribute("page", new ComparePage(c, lookalikes.of(c, first, second)));
                    return "residents/compare";
                });
    }

    @PostMapping("/distinctions")
    String distinguish(
            @PathVariable long c,
            @RequestParam long first,
            @RequestParam long second,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        duplicates.distinguish(c, first, second, reason);
        flash.success(redirect, "residents.merge.different.done");
        return "redirect:/communities/" + c + "/people/duplicates";
    }

    @GetMapping("/merges/{id}")
    String show(@PathVariable long c, @PathVariable long id, Model model) {
        Merge merge = merges.get(c, id);
        model.addAttribute(
                "page",
                new MergePage(
                        c,
                        merge,
                        Waiting.of(approvals, access, c, Merges.KIND, id),
                        merge.state() == MergeState.MERGED && access.may(Permission.RESIDENTS_WRITE, c),
                        timelines.of(c, People.SUBJECT, merge.duplicate().id())));
        return "residents/merge";
    }

    @PostMapping("/merges/{id}/undo")
    String undo(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        merges.undo(c, id, reason);
        flash.success(redirect, "residents.merge.undone");
        return "redirect:/communities/" + c + "/people/merges/" + id;
    }
}
