package io.guanjia.registers;

import io.guanjia.web.Flash;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keeping a view, and the page on which views are renamed, deleted and made the default. */
@Controller
@RequestMapping("/communities/{c}/registers/{register}/views")
class ViewPages {

    private final SavedViews views;
    private final Asking asking;
    private final Flash flash;

    ViewPages(SavedViews views, Asking asking, Flash flash) {
        this.views = views;
        this.asking = asking;
        this.flash = flash;
    }

    record Page(
            long c,
            String register,
            String title,
            String path,
            List<SavedView> views,
            boolean mayShare,
            boolean anyFirst) {}

    @GetMapping
    String list(@PathVariable long c, @PathVariable("register") String code, Model model) {
        Register register = asking.register(code);
        List<SavedView> kept = views.of(register, c);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        code,
                        register.title(),
                        path(register, c),
                        kept,
                        views.mayShare(c),
                        kept.stream().anyMatch(SavedView::first)));
        return "registers/views";
    }

    @PostMapping
    String keep(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam(defaultValue = "") String filters,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "false") boolean first,
            RedirectAttributes redirect) {
        Register register = asking.register(code);
        Asked asked = asking.read(register, c, filters);
        SavedView view = views.keep(register, c, new SavedViews.Kept(name, asked, shared, first));
        flash.success(redirect, "register.view.kept", view.name());
        return "redirect:" + view.address(path(register, c));
    }

    @PostMapping("/{view}/rename")
    String rename(
            @PathVariable long c,
            @PathVariable("register") String code,
            @PathVariable long view,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        views.rename(asking.register(code), c, view, name);
        return done(c, code, redirect);
    }

    @PostMapping("/{view}/delete")
    String delete(
            @PathVariable long c,
            @PathVariable("register") String code,
            @PathVariable long view,
            RedirectAttributes redirect) {
        views.delete(asking.register(code), c, view);
        return done(c, code, redirect);
    }

    /** @param view none: the register opens as it is again */
    @PostMapping("/default")
    String open(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam(required = false) @Nullable Long view,
            RedirectAttributes redirect) {
        Register register = asking.register(code);
        if (view == null) {
            views.openNone(register, c);
        } else {
            views.open(register, c, view);
        }
        return done(c, code, redirect);
    }

    private String done(long c, String code, RedirectAttributes redirect) {
        flash.success(redirect, "register.view.changed");
        return "redirect:/communities/" + c + "/registers/" + code + "/views";
    }

    private static String path(Register register, long c) {
        return register.address().replace("{c}", String.valueOf(c));
    }
}
