package io.guanjia.identity;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Posts and their permissions: one table, one tick a right. */
@Controller
class PostPages {

    private static final String BETWEEN = ":";

    private final Access access;
    private final Posts posts;
    private final PostsHeld held;
    private final Flash flash;
    private final FormErrors formErrors;

    PostPages(Access access, Posts posts, PostsHeld held, Flash flash, FormErrors formErrors) {
        this.access = access;
        this.posts = posts;
        this.held = held;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    /** @param before what the ticks said when the page was made */
    record Page(List<Post> posts, Map<String, String> names, List<Permission> permissions, String before) {}

    record Form(
            @NotBlank String code,
            @NotBlank @Size(max = 40) String nameZh,
            @NotBlank @Size(max = 60) String nameEn) {}

    @GetMapping("/staff/posts")
    String matrix(Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        List<Post> all = posts.all();
        model.addAttribute(
                "page", new Page(all, held.postNames(), Arrays.asList(Permission.values()), Posts.fingerprint(all)));
        return "identity/posts";
    }

    /** @param allow one {@code post:permission} for each tick */
    @PostMapping("/staff/posts")
    String allow(
            @RequestParam(defaultValue = "") List<String> allow,
            @RequestParam(defaultValue = "") String before,
            RedirectAttributes redirect) {
        Set<String> ticked = Set.copyOf(allow);
        Map<String, Set<Permission>> wanted = new LinkedHashMap<>();
        posts.all().stream()
                .filter(post -> !post.administrator())
                .forEach(post -> wanted.put(post.code(), permissions(post.code(), ticked)));
        posts.allow(before, wanted);
        flash.success(redirect, "identity.posts.saved");
        return "redirect:/staff/posts";
    }

    @GetMapping("/staff/posts/new")
    String blank(Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        model.addAttribute("form", new Form("", "", ""));
        return "identity/post-new";
    }

    @PostMapping("/staff/posts/new")
    String create(@Valid @ModelAttribute("form") Form form, BindingResult errors, RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                posts.create(form.code(), form.nameZh(), form.nameEn());
                flash.success(redirect, "identity.posts.saved");
                return "redirect:/staff/posts";
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return "identity/post-new";
    }

    private static Set<Permission> permissions(String post, Set<String> ticked) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (ticked.contains(post + BETWEEN + permission.code())) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
