package io.guanjia.identity;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.ChangeWords;
import io.guanjia.audit.Entry;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import io.guanjia.web.Texts;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages about accounts. */
@Controller
class StaffPages {

    private final Access access;
    private final StaffTables staff;
    private final Accounts accounts;
    private final PostsHeld held;
    private final Posts posts;
    private final AuditTrail audit;
    private final ChangeWords words;
    private final Texts texts;
    private final Flash flash;
    private final FormErrors formErrors;

    StaffPages(
            Access access,
            StaffTables staff,
            Accounts accounts,
            PostsHeld held,
            Posts posts,
            AuditTrail audit,
            ChangeWords words,
            Texts texts,
            Flash flash,
            FormErrors formErrors) {
        this.access = access;
        this.staff = staff;
        this.accounts = accounts;
        this.held = held;
        this.posts = posts;
        this.audit = audit;
        this.words = words;
        this.texts = texts;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    record Row(Account account, StaffTables.State state, String posts) {}

    record ListPage(
            List<Row> rows,
            @Nullable String next,
            StaffTables.Filter filter,
            List<Choice> states,
            List<Choice> posts,
            List<Choice> communities) {}

    record AccountPage(
            Account account,
            StaffTables.State state,
            boolean oneself,
            List<PostsHeld.Held> posts,
            List<TimelineEntry> timeline) {}

    record Form(
            @Nullable String username,
            @NotBlank String name,
            @Nullable String phone,
            int version) {}

    @GetMapping("/staff")
    String list(StaffTables.Filter filter, Paging paging, Model model) {
        var page = staff.page(filter, paging);
        var postNames = held.postNames();
        var communityNames = held.communityNames();
        List<Row> rows = page.items().stream()
                .map(row -> new Row(
                        row.account(),
                        row.state(),
                        row.appointments().stream()
                                .map(one -> postNames.getOrDefault(one.postCode(), one.postCode())
                                        + (one.communityId() == null
                                                ? ""
                                                : " · " + communityNames.getOrDefault(one.communityId(), "")))
                                .collect(Collectors.joining(texts.of("identity.list.comma")))))
                .toList();
        model.addAttribute(
                "page", new ListPage(rows, page.next(), filter, states(), postChoices(), communityChoices()));
        return "identity/staff";
    }

    @GetMapping("/staff/new")
    String blank(Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        model.addAttribute("form", new Form("", "", "", 0));
        return "identity/staff-new";
    }

    /** Answered with the page itself and not a redirect: the initial password is shown here, once, and kept nowhere. */
    @PostMapping("/staff/new")
    String create(@Valid @ModelAttribute("form") Form form, BindingResult errors, Model model) {
        if (!errors.hasErrors()) {
            try {
                String username = Objects.requireNonNullElse(form.username(), "");
                model.addAttribute(
                        "page", accounts.create(new Accounts.NewAccount(username, form.name(), form.phone())));
                return "identity/initial-password";
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return "identity/staff-new";
    }

    @GetMapping("/staff/{id}")
    String account(@PathVariable long id, Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        Account account = accounts.get(id);
        model.addAttribute(
                "page",
                new AccountPage(account, staff.state(account), access.actor() == id, held.all(id), timeline(id)));
        return "identity/staff-account";
    }

    @GetMapping("/staff/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        Account account = accounts.get(id);
        model.addAttribute("form", new Form(account.username(), account.name(), account.phone(), account.version()));
        model.addAttribute("page", account);
        return "identity/staff-edit";
    }

    @PostMapping("/staff/{id}/edit")
    String rename(
            @PathVariable long id,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                accounts.rename(id, form.version(), form.name(), form.phone());
                flash.success(redirect, "identity.staff.saved");
                return "redirect:/staff/" + id;
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        model.addAttribute("page", accounts.get(id));
        return "identity/staff-edit";
    }

    @PostMapping("/staff/{id}/password")
    String resetPassword(@PathVariable long id, Model model) {
        model.addAttribute("page", accounts.resetPassword(id));
        return "identity/initial-password";
    }

    @PostMapping("/staff/{id}/unlock")
    String unlock(@PathVariable long id, RedirectAttributes redirect) {
        accounts.unlock(id);
        flash.success(redirect, "identity.staff.unlocked");
        return "redirect:/staff/" + id;
    }

    @PostMapping("/staff/{id}/end")
    String end(@PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        accounts.end(id, reason);
        flash.success(redirect, "identity.staff.ended");
        return "redirect:/staff/" + id;
    }

    private List<TimelineEntry> timeline(long id) {
        return audit.about(null, "account", id).stream().map(this::line).toList();
    }

    private TimelineEntry line(Entry entry) {
        String detail = entry.reason() == null ? words.inOneLine(entry) : entry.reason();
        return new TimelineEntry(
                entry.at(),
                entry.actorName() == null ? texts.of("audit.house") : entry.actorName(),
                Text.of("audit.action." + entry.action()),
                detail.isEmpty() ? null : Text.plain(detail));
    }

    private static List<Choice> states() {
        return Arrays.stream(StaffTables.State.values())
                .map(state -> new Choice(state.name(), Text.of("identity.state." + state)))
                .toList();
    }

    private List<Choice> postChoices() {
        var names = held.postNames();
        return posts.all().stream()
                .map(post -> Choice.of(post.code(), names.getOrDefault(post.code(), post.code())))
                .toList();
    }

    private List<Choice> communityChoices() {
        return held.communities().stream()
                .map(community -> Choice.of(community.id(), community.name()))
                .toList();
    }
}
