package io.guanjia.operations;

import io.guanjia.approvals.Approvals;
import io.guanjia.billing.BillRuns;
import io.guanjia.billing.ChargeItem;
import io.guanjia.billing.ChargeItems;
import io.guanjia.cashier.Floats;
import io.guanjia.cashier.NewBook;
import io.guanjia.cashier.ReceiptBooks;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.estate.Areas;
import io.guanjia.estate.Communities;
import io.guanjia.estate.NewCommunity;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Account;
import io.guanjia.identity.Accounts;
import io.guanjia.identity.Accounts.NewAccount;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Appointments.NewAppointment;
import io.guanjia.identity.CommunityDirectory;
import io.guanjia.imports.ImportOptions;
import io.guanjia.imports.Imports;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A small company to try things with: one estate from a workbook, an account for each post, a receipt book and a float for the
 * collector, the bills of this month. Each step looks whether it is done, so that a start cut short is taken up again.
 */
@Component
class DemoCompany {
    private static final String NAME = "云溪花园";
    private static final String AREA = "一区";
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final Money FLOAT = new Money(500_00);

    /** Invented people, one a post. */
    private static final Map<String, String> STAFF = staff();

    private final Clock clock;
    private final Accounts accounts;
    private final Appointments appointments;
    private final CommunityDirectory directory;
    private final Communities communities;
    private final PremisesRegister register;
    private final Areas areas;
    private final Imports imports;
    private final ChargeItems items;
    private final BillRuns billRuns;
    private final Approvals approvals;
    private final ReceiptBooks books;
    private final Floats floats;
    private final DemoPassword password;
    private final TransactionTemplate transaction;

    DemoCompany(
            Clock clock,
            Accounts accounts,
            Appointments appointments,
            CommunityDirectory directory,
            Communities communities,
            PremisesRegister register,
            Areas areas,
            Imports imports,
            ChargeItems items,
            BillRuns billRuns,
            Approvals approvals,
            ReceiptBooks books,
            Floats floats,
            DemoPassword password,
            PlatformTransactionManager transactions) {
        this.clock = clock;
        this.accounts = accounts;
        this.appointments = appointments;
        this.directory = directory;
        this.communities = communities;
        this.register = register;
        this.areas = areas;
        this.imports = imports;
        this.items = items;
        this.billRuns = billRuns;
        this.approvals = approvals;
        this.books = books;
        this.floats = floats;
        this.password = password;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Only right after the set-up of this very start: it is said once. */
    Optional<String> password() {
        return password.toSay();
    }

    void setUp() throws IOException {
        Map<String, Long> staff = Scopes.call(new Scope(List.of(), null), this::staffAccounts);
        long community = Scopes.call(new Scope(List.of(), null), this::community);
        Scopes.run(Scope.of(community, null), () -> appoint(staff, community));
        importEstate(Scope.of(community, idOf(staff, "clerk")), community);
        as(community, idOf(staff, "clerk"), () -> areaOf(community, idOf(staff, "collector")));
        as(community, idOf(staff, "clerk"), () -> bookOf(community, idOf(staff, "collector")));
        as(community, idOf(staff, "accountant"), () -> floatOf(community, idOf(staff, "collector")));
        billThisMonth(community, staff);
    }

    private static long idOf(Map<String, Long> staff, String post) {
        return Objects.requireNonNull(staff.get(post));
    }

    private Map<String, Long> staffAccounts() {
        String shared = password.draw();
        Map<String, Long> ids = new LinkedHashMap<>();
        STAFF.forEach((username, name) -> ids.put(
                username,
                accounts.byUsername(username)
                        .map(Account::id)
                        .orElseGet(() -> accounts.createWithPassword(new NewAccount(username, name, null), shared))));
        return ids;
    }

    private long community() {
        return transaction.execute(status -> directory.all().stream()
                .filter(community -> community.name().equals(NAME))
                .map(CommunityDirectory.Community::id)
                .findFirst()
                .orElseGet(() -> communities.create(NewCommunity.named(NAME, SINCE))));
    }

    private void appoint(Map<String, Long> staff, long community) {
        staff.forEach((post, account) -> {
            Long where = post.equals("administrator") ? null : community;
            boolean held = appointments.of(account).stream()
                    .anyMatch(appointment -> appointment.postCode().equals(post));
            if (!held) appointments.appoint(new NewAppointment(account, post, where, SINCE, null));
        });
    }

    private void importEstate(Scope scope, long community) throws IOException {
        bring(scope, community, "estate", ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06")));
        bring(scope, community, "meters", ImportOptions.NONE);
    }

    private void bring(Scope scope, long community, String layout, ImportOptions options) throws IOException {
        try (InputStream workbook = new ClassPathResource("demo/" + layout + ".xlsx").getInputStream()) {
            Scopes.run(scope, () -> {
                long id = imports.begin(community, layout, options, workbook, NAME + ".xlsx");
                imports.now(community, id, false);
            });
        }
    }

    /** One area (责任区) of everything, and its collector. */
    private Void areaOf(long community, long collector) {
        if (areas.list(community).isEmpty()) {
            long area = areas.create(community, AREA);
            areas.assignPremises(community, area, premisesOf(community), SINCE);
            areas.assignCollector(community, area, collector, SINCE);
        }
        return null;
    }

    private List<Long> premisesOf(long community) {
        List<Long> ids = new ArrayList<>();
        Cursor after = null;
        do {
            Page<Premises> page = register.page(community, PremisesFilter.all(), new Paging(Paging.LIMIT_MAX, after));
            page.items().forEach(premises -> ids.add(premises.id()));
            after = page.next() == null ? null : Cursor.decode(page.next());
        } while (after != null);
        return ids;
    }

    private Void bookOf(long community, long collector) {
        if (books.all(community).isEmpty()) {
            NewBook book = new NewBook("", 1, 200, 7, List.of("存根联", "客户联", "记账联"), ReceiptLayout.PLAIN);
            books.issue(community, books.register(community, book).id(), collector);
        }
        return null;
    }

    private Void floatOf(long community, long collector) {
        if (floats.held(community, collector).isZero()) {
            floats.issue(community, "demo-float-" + collector, new Floats.Move(collector, FLOAT));
        }
        return null;
    }

    private void billThisMonth(long community, Map<String, Long> staff) {
        Month month = Month.of(LocalDate.now(clock));
        Long run = as(community, idOf(staff, "clerk"), () -> {
            List<Long> monthly = items.all(community).stream()
                    .filter(ChargeItem::isMonthly)
                    .map(ChargeItem::id)
                    .toList();
            long id = billRuns.preview(community, month, monthly);
            if (billRuns.get(community, id).charges() == 0) return null;
            billRuns.propose(community, id);
            return id;
        });
        if (run == null) return;
        as(community, idOf(staff, "manager"), () -> {
            approvals
                    .pending(community, BillRuns.KIND, run)
                    .ifPresent(waiting -> approvals.approve(community, waiting.id(), null));
            return null;
        });
    }

    private <T> T as(long community, long account, Supplier<T> work) {
        return Scopes.call(Scope.of(community, account), () -> transaction.execute(status -> work.get()));
    }

    private static Map<String, String> staff() {
        Map<String, String> staff = new LinkedHashMap<>();
        staff.put("administrator", "管志远");
        staff.put("receptionist", "林小晴");
        staff.put("collector", "周敏");
        staff.put("clerk", "何静");
        staff.put("assistant", "宋佳");
        staff.put("officer", "方磊");
        staff.put("manager", "陆建国");
        staff.put("accountant", "沈秋");
        staff.put("technician", "邓强");
        staff.put("executive", "韩立");
        staff.put("night-duty", "秦刚");
        return staff;
    }
}
