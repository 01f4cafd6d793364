package io.guanjia.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The menu as one person sees it on one page. */
record Menu(List<Group> groups) {

    /** Up to so many lines all groups stand open; beyond it only the one in use. */
    private static final int ALL_OPEN_UP_TO = 18;

    /** The list of communities is not the way to what is inside of one. */
    private static final Pattern INSIDE_A_COMMUNITY = Pattern.compile("^/communities/\\d+/");

    /** @param waiting how much waits behind it, zero where nothing is counted */
    record Item(String labelKey, String href, String pattern, boolean active, int waiting) {}

    record Group(Section section, List<Item> entries, boolean open) {

        public boolean active() {
            return entries.stream().anyMatch(Item::active);
        }

        public boolean single() {
            return entries.size() == 1;
        }

        public String icon() {
            return section.icon();
        }

        public String labelKey() {
            return section.labelKey();
        }
    }

    static Menu of(List<MenuEntry> entries, List<MenuCount> counts, String path, @Nullable CommunityChoice community) {
        @Nullable
        MenuEntry current = entries.stream()
                .filter(entry -> leadsTo(path, href(entry, community)))
                .filter(entry ->
                        entry.ofCommunity() || !INSIDE_A_COMMUNITY.matcher(path).find())
                .max(Comparator.comparingInt(entry -> entry.href().length()))
                .orElse(null);
        Map<Section, List<Item>> bySection = new EnumMap<>(Section.class);
        entries.stream()
                .sorted(Comparator.comparingInt(MenuEntry::rank))
                .forEach(entry -> bySection
                        .computeIfAbsent(entry.section(), section -> new ArrayList<>())
                        .add(new Item(
                                entry.labelKey(),
                                href(entry, community),
                                entry.href(),
                                entry.equals(current),
                                waiting(entry, counts))));
        boolean allOpen = entries.size() <= ALL_OPEN_UP_TO;
        return new Menu(bySection.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue(),
                        allOpen || current != null && current.section() == group.getKey()))
                .toList());
    }

    @Nullable
    Group activeGroup() {
        return groups.stream().filter(Group::active).findFirst().orElse(null);
    }

    @Nullable
    Item activeItem() {
        return groups.stream()
                .flatMap(group -> group.entries().stream())
                .filter(Item::active)
                .findFirst()
                .orElse(null);
    }

    private static String href(MenuEntry entry, @Nullable CommunityChoice community) {
        return entry.ofCommunity()
                ? entry.href()
                        .replace(
                                MenuEntry.COMMUNITY,
                                Long.toString(Objects.requireNonNull(community).id()))
                : entry.href();
    }

    private static int waiting(MenuEntry entry, List<MenuCount> counts) {
        return counts.stream()
                .filter(count -> count.href().equals(entry.href()))
                .mapToInt(count -> count.waiting().getAsInt())
                .sum();
    }

    private static boolean leadsTo(String path, String href) {
        return path.equals(href) || (!href.equals("/") && path.startsWith(href + "/"));
    }
}
