package io.guanjia.workplace;

import io.guanjia.approvals.Approvals;
import io.guanjia.cashier.DaySheet;
import io.guanjia.cashier.DaySheets;
import io.guanjia.cashier.PaymentFilter;
import io.guanjia.cashier.Payments;
import io.guanjia.cashier.ReceiptBooks;
import io.guanjia.cashier.Takings;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.CommunityChoice;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import io.guanjia.web.Viewers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 工作台: what waits for whoever looks, in the order in which it is due, and where the work is. */
@Component
@Transactional(readOnly = true)
class Desks {

    private final Approvals approvals;
    private final DaySheets sheets;
    private final Payments payments;
    private final ReceiptBooks books;
    private final Overviews overviews;
    private final Viewers viewers;
    private final List<MenuEntry> menu;
    private final Access access;
    private final Clock clock;

    Desks(
            Approvals approvals,
            DaySheets sheets,
            Payments payments,
            ReceiptBooks books,
            Overviews overviews,
            Viewers viewers,
            List<MenuEntry> menu,
            Access access,
            Clock clock) {
        this.approvals = approvals;
        this.sheets = sheets;
        this.payments = payments;
        this.books = books;
        this.overviews = overviews;
        this.viewers = viewers;
        this.menu = menu;
        this.access = access;
        this.clock = clock;
    }

    Desk mine() {
        List<Desk.InCommunity> communities = viewers.current().communities().stream()
                .map(this::inCommunity)
                .filter(one -> !one.isQuiet())
                .toList();
        return new Desk(approvals.waitingForMe(), communities, groups(chosen()));
    }

    private Desk.InCommunity inCommunity(CommunityChoice community) {
        long c = community.id();
        boolean collects = access.may(Permission.COLLECT, c);
        LocalDate today = LocalDate.now(clock);
        Takings mine = collects ? payments.takings(c, PaymentFilter.of(today, access.actor())) : null;
        List<DaySheet> unfinished = access.may(Permission.CASHIER_READ, c) ? sheets.unfinished(c) : List.of();
        return new Desk.InCommunity(
                c,
                community.name(),
                mine,
                collects ? books.own(c).orElse(null) : null,
                collects
                        ? unfinished.stream()
                                .filter(sheet -> sheet.collectorId() == access.actor())
                                .toList()
                        : List.of(),
                access.may(Permission.CASH_ACCEPT, c)
                        ? unfinished.stream().filter(DaySheet::toAccept).toList()
                        : List.of(),
                overviews.concerns(c));
    }

    private List<Desk.Group> groups(@Nullable CommunityChoice community) {
        Map<Section, List<Desk.Link>> bySection = new EnumMap<>(Section.class);
        menu.stream()
                .filter(entry -> entry.section() != Section.WORKPLACE)
                .filter(entry -> community != null || !entry.href().contains("{c}"))
                .filter(entry -> entry.permission() == null
                        || viewers.current().may(entry.permission(), community == null ? null : community.id()))
                .sorted(Comparator.comparingInt(MenuEntry::rank))
                .forEach(entry -> bySection
                        .computeIfAbsent(entry.section(), section -> new ArrayList<>())
                        .add(new Desk.Link(entry.labelKey(), href(entry, community))));
        return bySection.entrySet().stream()
                .map(group -> new Desk.Group(group.getKey().labelKey(), group.getValue()))
                .toList();
    }

    private static String href(MenuEntry entry, @Nullable CommunityChoice community) {
        return community == null ? entry.href() : entry.href().replace("{c}", Long.toString(community.id()));
    }

    private @Nullable CommunityChoice chosen() {
        List<CommunityChoice> all = viewers.current().communities();
        return all.stream()
                .filter(one -> Objects.equals(one.id(), viewers.current().chosenCommunity()))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }
}
