package io.guanjia.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.WebUtils;

/** What the templates ask about the page they stand on: {@code ${shell.…}}. */
@Component
class Shell {

    private final Viewers viewers;
    private final List<MenuEntry> entries;
    private final List<MenuCount> counts;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final Address address;
    private final Clock clock;
    private @Nullable Set<String> paths;

    Shell(
            Viewers viewers,
            ObjectProvider<MenuEntry> entries,
            ObjectProvider<MenuCount> counts,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            Address address,
            Clock clock) {
        this.viewers = viewers;
        this.entries = entries.stream().toList();
        this.counts = counts.stream().toList();
        this.mappings = mappings;
        this.address = address;
        this.clock = clock;
    }

    public Viewer viewer() {
        return viewers.current();
    }

    /** On the community that is looked at; without one, anywhere. */
    public boolean may(String permission) {
        CommunityChoice community = community();
        return viewer().may(permission, community == null ? null : community.id());
    }

    public String languageTag() {
        return Language.tag(LocaleContextHolder.getLocale());
    }

    public String otherLanguage() {
        return Language.tag(Language.other(LocaleContextHolder.getLocale()));
    }

    /** What the person chose; null leaves it to the device. */
    public @Nullable String theme() {
        Cookie cookie = WebUtils.getCookie(address.request(), "theme");
        String value = cookie == null ? "" : cookie.getValue();
        return value.equals("light") || value.equals("dark") ? value : null;
    }

    public boolean searchable() {
        return viewer().signedIn() && exists("/search");
    }

    /** Whether some room serves that path. */
    public boolean exists(String path) {
        if (paths == null) {
            paths = mappings.stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                    .flatMap(mapping -> mapping.getDirectPaths().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return paths.contains(path);
    }

    public List<CommunityChoice> communities() {
        return viewer().communities();
    }

    /** The one in the address, else the one chosen last, else the first; null when there is none in scope. */
    public @Nullable CommunityChoice community() {
        List<CommunityChoice> choices = communities();
        Long wanted = communityInAddress();
        Long chosen = wanted == null ? viewer().chosenCommunity() : wanted;
        return choices.stream()
                .filter(choice -> Objects.equals(choice.id(), chosen))
                .findFirst()
                .orElse(choices.isEmpty() ? null : choices.get(0));
    }

    /** Where the chooser leads: the same work in the other community. */
    public String communityHome() {
        Menu.Item item = menuOfRequest().activeItem();
        return item == null ? "/" : item.pattern();
    }

    public List<Menu.Group> menu() {
        return menuOfRequest().groups();
    }

    public Menu.@Nullable Group section() {
        return menuOfRequest().activeGroup();
    }

    public String watermark() {
        return viewer().displayName() + " " + LocalDate.now(clock);
    }

    /** Of the form that was sent, so that a corrected form keeps its key; else a new one. */
    public String idempotencyKey() {
        String sent = address.request().getParameter(IdempotencyKey.FIELD);
        return IdempotencyKey.isUsable(sent) ? sent : IdempotencyKey.fresh().value();
    }

    private Menu menuOfRequest() {
        HttpServletRequest request = address.request();
        if (request.getAttribute(Menu.class.getName()) instanceof Menu menu) {
            return menu;
        }
        Menu menu = Menu.of(visibleEntries(), counts, address.path(), community());
        request.setAttribute(Menu.class.getName(), menu);
        return menu;
    }

    private List<MenuEntry> visibleEntries() {
        Viewer viewer = viewer();
        CommunityChoice community = community();
        if (!viewer.signedIn()) {
            return List.of();
        }
        return entries.stream()
                .filter(entry -> !entry.ofCommunity() || community != null)
                .filter(entry -> entry.visibleTo(viewer, community))
                .toList();
    }

    private @Nullable Long communityInAddress() {
        Object variables = address.request().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object value = variables instanceof Map<?, ?> map ? map.get("c") : null;
        return value instanceof String text && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
