package io.guanjia.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.billing.NewOneOff;
import io.guanjia.billing.OneOffCharges;
import io.guanjia.cashier.Payment;
import io.guanjia.cashier.Payments;
import io.guanjia.cashier.RequestVoid;
import io.guanjia.cashier.TakePayment;
import io.guanjia.cashier.Voids;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.residents.enums.DossierKind;
import io.guanjia.imports.ImportOptions;
import io.guanjia.imports.Imports;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.openings.NewOpening;
import io.guanjia.openings.Openings;
import io.guanjia.openings.PastPayment;
import io.guanjia.openings.PaymentHistory;
import io.guanjia.residents.DossierFiles;
import io.guanjia.residents.Merges;
import io.guanjia.residents.Merging;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The demo company after a morning, with a record of every kind that has a page of its own. */
@Component
public class CompanyAtWork {
    private static final Path WORKBOOKS = Path.of("src/test/resources/workbooks");
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);

    private final DemoCompany company;
    private final Imports imports;
    private final Payments payments;
    private final Voids voids;
    private final OneOffCharges oneOffs;
    private final DossierFiles files;
    private final Openings openings;
    private final PaymentHistory history;
    private final People people;
    private final Merges merges;
    private final Corrections corrections;
    private final ObjectProvider<ManualScheduler> scheduler;

    CompanyAtWork(
            DemoCompany company,
            Imports imports,
            Payments payments,
            Voids voids,
            OneOffCharges oneOffs,
            DossierFiles files,
            Openings openings,
            PaymentHistory history,
            People people,
            Merges merges,
            Corrections corrections,
            ObjectProvider<ManualScheduler> scheduler) {
        this.company = company;
        this.imports = imports;
        this.payments = payments;
        this.voids = voids;
        this.oneOffs = oneOffs;
        this.files = files;
        this.openings = openings;
        this.history = history;
        this.people = people;
        this.merges = merges;
        this.corrections = corrections;
        this.scheduler = scheduler;
    }

    /** Bills posted; one household has paid, another one's receipt waits for its void; a charge by hand waits; two workbooks came. */
    public void begin() throws IOException {
        company.setUp();
        scheduler.getObject().runAnyDueExecutions();
        List<Long> households = premises();
        as("collector", community -> {
            pay(community, households.get(0));
            Payment mistaken = pay(community, households.get(1));
            var request = new RequestVoid("写错了", List.of("存根联", "客户联", "记账联"));
            voids.request(community, "a-mistake", number(mistaken), request);
        });
        as("clerk", community -> {
            long item = id("select min(id) from billing.charge_item");
            var lamp = NewOneOff.of(households.get(0), item, LocalDate.of(2026, 1, 5), Money.parse("12.00"), "换灯泡");
            oneOffs.proposeOnce(community, "a-lamp-bulb", lamp);
            var contract = new DossierFiles.Brought("前期物业服务协议.pdf", DossierKind.CONTRACT, "原件一份", null);
            files.add(community, households.get(0), "a-contract", contract, "%PDF-1.7".getBytes(US_ASCII));
        });
        as("clerk", community -> takeOver(community, households.get(0)));
        as("clerk", this::meetSomebodyThrice);
        as("clerk", community -> {
            Area right = Area.parse("99.99");
            corrections.preview(community, CorrectionRequest.area(households.get(0), null, right, "面积录错"));
        });
        bring(new ClassPathResource("demo/estate.xlsx").getInputStream());
        bring(Files.newInputStream(WORKBOOKS.resolve("bad/unknown-owner.xlsx")));
        scheduler.getObject().runAnyDueExecutions();
    }

    /** A month of the old books, partly paid, which waits for a signature. */
    private void takeOver(long community, long premises) {
        long item = id("select min(id) from billing.charge_item");
        long payer = id("select min(payer_id) from residents.household where premises_id = " + premises);
        Money paid = Money.parse("100.00");
        Month month = Month.of(2024, 12);
        var owed = new NewOpening.Line(
                premises, month, payer, payer, Money.parse("210.02"), paid, month.lastDay(), "台账", 4);
        var total = new NewOpening.BuildingTotal("1", 1, paid, owed.open());
        openings.propose(
                community, new NewOpening(item, 2024, "台账.xlsx", null, 1, paid, List.of(total), List.of(owed)));
        var before = new PastPayment(
                premises, item, "", "", "2024-12", month.span(), null, owed.due(), paid, "0100001", "台账.xlsx · 4");
        history.keep(community, List.of(before));
    }

    /** Two of the three entries are one already. */
    private void meetSomebodyThrice(long community) {
        List<Long> met = new ArrayList<>();
        for (String name : List.of("吴小满", "吴晓满", "吴小曼")) {
            met.add(people.add(community, PersonEntry.person(name, "19900077777")));
        }
        merges.merge(community, new Merging(met.get(1), met.get(0), Set.of(), "同一人登记了两次"));
    }

    private Payment pay(long community, long premises) {
        var payment = new TakePayment(
                List.of(new TakePayment.Line(premises, List.of())),
                List.of(new TakePayment.Tender(TenderKind.CASH, Money.parse("500.00"), null, null)),
                null,
                null);
        return payments.take(community, "a-morning-" + premises, payment).value();
    }

    private void bring(InputStream workbook) throws IOException {
        try (workbook) {
            as("clerk", community -> {
                ImportOptions options = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
                imports.check(community, imports.begin(community, "estate", options, workbook, "estate.xlsx"));
            });
        }
    }

    private static void as(String username, Consumer<Long> work) {
        long community = id("select min(id) from estate.community");
        long account = id("select id from identity.account where username = '" + username + "'");
        Scopes.run(Scope.of(community, account), () -> work.accept(community));
    }

    private static String number(Payment payment) {
        return payment.receiptNumber();
    }

    private static List<Long> premises() {
        return TestDatabases.current()
                .owner()
                .fetch("select distinct premises_id from billing.charge order by premises_id limit 2")
                .getValues(0, Long.class);
    }

    private static long id(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, Long.class);
    }
}
