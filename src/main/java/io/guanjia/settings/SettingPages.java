package io.guanjia.settings;

import io.guanjia.audit.ActorNames;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.CommunityChoice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import io.guanjia.web.Text;
import io.guanjia.web.Viewer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The settings that rooms declare: what holds today, what held when, who set it. */
@Controller
class SettingPages {

    private static final String ONE = "settings/setting";

    private final Settings settings;
    private final ObjectProvider<Viewer> viewers;
    private final ActorNames names;
    private final Clock clock;
    private final Flash flash;
    private final FormErrors formErrors;
    private final MessageSource messages;

    SettingPages(
            Settings settings,
            ObjectProvider<Viewer> viewers,
            ActorNames names,
            Clock clock,
            Flash flash,
            FormErrors formErrors,
            MessageSource messages) {
        this.settings = settings;
        this.viewers = viewers;
        this.names = names;
        this.clock = clock;
        this.flash = flash;
        this.formErrors = formErrors;
        this.messages = messages;
    }

    enum Source {
        COMMUNITY,
        COMPANY,
        DEFAULT
    }

    /** @param value in words; null when not set */
    record Row(
            SettingDeclaration declaration,
            @Nullable Text value,
            Source source,
            @Nullable LocalDate fromOn) {}

    record ListPage(@Nullable CommunityChoice community, List<Row> rows) {}

    record Past(
            @Nullable String community,
            @Nullable Text value,
            LocalDate fromOn,
            @Nullable String setBy,
            Setting setting) {}

    record OnePage(SettingDeclaration declaration, List<Choice> places, List<Choice> values, List<Past> history) {}

    /** @param community empty for the company */
    record Form(
            @Nullable Long community,
            @Nullable String value,
            @NotNull LocalDate fromOn) {}

    @GetMapping("/settings")
    String list(Model model) {
        requireReader();
        CommunityChoice community = chosen();
        List<Row> rows = settings.declarations().stream()
                .map(declaration -> row(declaration, community))
                .toList();
        model.addAttribute("page", new ListPage(community, rows));
        return "settings/settings";
    }

    @GetMapping("/settings/{name}")
    String one(@PathVariable String name, Model model) {
        requireReader();
        CommunityChoice community = chosen();
        Long place = community == null ? null : community.id();
        String value = settings.inForce(name, place, LocalDate.now(clock))
                .map(Setting::value)
                .orElse(settings.declaration(name).defaultValue());
        model.addAttribute("form", new Form(place, value, LocalDate.now(clock)));
        return page(name, model);
    }

    @PostMapping("/settings/{name}")
    String set(
            @PathVariable String name,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                String value = form.value() == null || form.value().isBlank()
                        ? null
                        : form.value().strip();
                settings.set(form.community(), name, value, form.fromOn());
                flash.success(redirect, "settings.saved", form.fromOn());
                return "redirect:/settings/" + name;
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return page(name, model);
    }

    private String page(String name, Model model) {
        SettingDeclaration declaration = settings.declaration(name);
        List<Choice> values = declaration.choices().stream()
                .map(choice -> new Choice(choice, inWords(declaration, choice)))
                .toList();
        List<Past> history = settings.history(name).stream()
                .map(setting -> past(declaration, setting))
                .toList();
        model.addAttribute("page", new OnePage(declaration, places(), values, history));
        return ONE;
    }

    private Row row(SettingDeclaration declaration, @Nullable CommunityChoice community) {
        Optional<Setting> inForce =
                settings.inForce(declaration.name(), community == null ? null : community.id(), LocalDate.now(clock));
        String value = inForce.map(Setting::value).orElse(inForce.isPresent() ? null : declaration.defaultValue());
        Source source = inForce.map(one -> one.communityId() == null ? Source.COMPANY : Source.COMMUNITY)
                .orElse(Source.DEFAULT);
        return new Row(
                declaration,
                value == null ? null : inWords(declaration, value),
                source,
                inForce.map(Setting::fromOn).orElse(null));
    }

    private Past past(SettingDeclaration declaration, Setting setting) {
        Map<Long, String> communities =
                communities().stream().collect(Collectors.toMap(CommunityChoice::id, CommunityChoice::name));
        return new Past(
                setting.communityId() == null ? null : communities.get(setting.communityId()),
                setting.value() == null ? null : inWords(declaration, setting.value()),
                setting.fromOn(),
                setting.setBy() == null ? null : names.nameOf(setting.setBy()),
                setting);
    }

    /** Where this person may set it. */
    private List<Choice> places() {
        List<Choice> places = new ArrayList<>();
        if (settings.mayWrite(null)) {
            places.add(new Choice("", Text.of("settings.company")));
        }
        communities().stream()
                .filter(community -> settings.mayWrite(community.id()))
                .forEach(community -> places.add(Choice.of(community.id(), community.name())));
        return places;
    }

    private void requireReader() {
        boolean anywhere = communities().stream().anyMatch(community -> settings.mayWrite(community.id()));
        if (!anywhere) {
            throw new AccessDeniedException("settings-write");
        }
    }

    private @Nullable CommunityChoice chosen() {
        Long chosen = viewer().map(Viewer::chosenCommunity).orElse(null);
        List<CommunityChoice> all = communities();
        return all.stream()
                .filter(community -> Objects.equals(community.id(), chosen))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }

    private List<CommunityChoice> communities() {
        return viewer().map(Viewer::communities).orElse(List.of());
    }

    private Optional<Viewer> viewer() {
        return viewers.orderedStream().filter(Viewer::signedIn).findFirst();
    }

    private Text inWords(SettingDeclaration declaration, String value) {
        String key = declaration.labelKey() + "." + value;
        String words = messages.getMessage(key, null, value, LocaleContextHolder.getLocale());
        return Text.plain(Objects.requireNonNullElse(words, value));
    }

    @Configuration(proxyBeanMethods = false)
    static class SettingMenu {

        @Bean
        MenuEntry settingsEntry() {
            return new MenuEntry(Section.SETTINGS, 10, "settings.title", "/settings", "settings-write");
        }
    }
}
