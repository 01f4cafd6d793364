package io.guanjia.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The books as finance's own programs read them (api.md). */
@GuanjiaTest
class LedgerApiTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JsonMapper json;

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    MovedClock clock;

    long community;
    long accountant;

    @BeforeEach
    void books() {
        community = Books.community();
        accountant = Staff.hire("api-accountant-" + community, community, "accountant");
        clock.set(LocalDate.of(2026, 2, 1));
        Books.run(community, () -> {
            ledger.post(community, Books.bill(DAY, 1));
            ledger.post(community, List.of(Books.cash(DAY.plusDays(1), 2, 5, 10000)));
            ledger.post(community, Books.bill(LocalDate.of(2026, 2, 1), 3));
            ledger.reverse(community, SourceKind.BILL_RUN, 3, LocalDate.of(2026, 2, 1));
            periods.close(community, Month.of(DAY));
        });
    }

    @Test
    void givesTheTrialBalanceOfADay() throws Exception {
        JsonNode answer = body(get(accountant, "/trial-balance?on=2026-01-31"));
        assertThat(answer.get("on").asString()).isEqualTo("2026-01-31");
        assertThat(answer.get("debitFen").asLong()).isEqualTo(31002);
        assertThat(answer.get("creditFen").asLong()).isEqualTo(31002);
        JsonNode receivable = answer.get("accounts").get(0);
        assertThat(receivable.get("code").asString()).isEqualTo("RECEIVABLE");
        assertThat(receivable.get("name").asString()).isEqualTo("应收账款");
        assertThat(receivable.get("debitFen").asLong()).isEqualTo(21002);
        assertThat(receivable.get("creditFen").asLong()).isEqualTo(10000);
        assertThat(receivable.get("balanceFen").asLong()).isEqualTo(11002);
        assertThat(answer.get("accounts").get(1).get("balanceFen").asLong())
                .as("REVENUE stands in credit")
                .isEqualTo(-19813);
        assertThat(body(get(accountant, "/trial-balance")).get("on").asString()).isEqualTo("2026-02-01");
    }

    @Test
    void listsTheTransfersOfAnAccountPageByPageWithARunningBalance() throws Exception {
        List<Long> balances = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = body(get(accountant, "/ledger/transfers?account=RECEIVABLE&limit=2" + after));
            page.get("items")
                    .forEach(item -> balances.add(item.get("balanceFen").asLong()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        assertThat(balances).containsExactly(19813L, 21002L, 11002L, 30815L, 32004L, 12191L, 11002L);
        JsonNode last = body(get(accountant, "/ledger/transfers?premises=11&from=2026-02-01&limit=500"))
                .get("items");
        assertThat(last).hasSize(4);
        assertThat(last.get(2).get("reversesId").asString())
                .isEqualTo(last.get(0).get("id").asString());
        assertThat(last.get(0).get("reversedById").asString())
                .isEqualTo(last.get(2).get("id").asString());
        assertThat(body(get(
                        accountant, "/ledger/transfers/" + last.get(0).get("id").asString())))
                .isEqualTo(last.get(0));
    }

    @Test
    void verifiesTheSealsAndRunsTheControls() throws Exception {
        JsonNode check = body(get(accountant, "/ledger/seals/verification"));
        assertThat(check.get("intact").asBoolean()).isTrue();
        assertThat(check.get("seals").asLong()).isEqualTo(1);
        assertThat(check.get("firstBrokenId").isNull()).isTrue();
        JsonNode controls = body(get(accountant, "/ledger/controls"));
        assertThat(controls).isNotEmpty().anySatisfy(control -> {
            assertThat(control.get("name").asString()).isEqualTo("closed-balances");
            assertThat(control.get("holds").asBoolean()).isTrue();
        });
    }

    @Test
    void opensToWhoMayReadTheBooksAndToNobodyElse() {
        long collector = Staff.hire("api-collector-" + community, community, "collector");
        long stranger = Staff.hire("api-stranger-" + community, Books.community(), "accountant");
        for (String path :
                List.of("/trial-balance", "/ledger/transfers", "/ledger/controls", "/ledger/seals/verification")) {
            assertThat(get(collector, path)).hasStatus(403);
            assertThat(get(stranger, path)).hasStatus(404);
            assertThat(mvc.get().uri("/api/v1/communities/" + community + path)).hasStatus(401);
        }
    }

    @Test
    void tellsWhatIsTypedWrong() {
        assertThat(get(accountant, "/trial-balance?on=tomorrow")).hasStatus(422);
        assertThat(get(accountant, "/ledger/transfers?account=GOLD")).hasStatus(422);
        assertThat(get(accountant, "/ledger/transfers?after=x")).hasStatus(422);
        assertThat(get(accountant, "/ledger/transfers/987654321")).hasStatus(404);
    }

    @Test
    void exportsWhatThePagesShow(@TempDir Path folder) throws Exception {
        List<SheetRow> balance = workbook(folder, "/ledger/trial-balance.xlsx?on=2026-01-31");
        assertThat(balance).hasSize(1 + 4 + 1);
        assertThat(texts(balance.get(1))).containsExactly("RECEIVABLE", "应收账款", "210.02", "100", "110.02");
        assertThat(texts(balance.get(5)).subList(2, 6)).containsExactly("310.02", "310.02", "210.02", "210.02");
        List<SheetRow> account = workbook(folder, "/ledger/transfers.xlsx?account=RECEIVABLE&from=2026-02-01");
        assertThat(account).hasSize(1 + 1 + 4);
        assertThat(texts(account.get(1))).contains("期初余额", "110.02");
        assertThat(texts(account.get(5)).get(9)).isEqualTo("110.02");
        assertThat(mvc.get()
                        .uri("/communities/" + community + "/ledger/transfers.xlsx")
                        .with(Staff.signedIn(Staff.hire("api-clerkless-" + community, community, "collector"))))
                .hasStatus(403);
    }

    private List<SheetRow> workbook(Path folder, String path) throws Exception {
        MvcTestResult result = mvc.get()
                .uri("/communities/" + community + path)
                .with(Staff.signedIn(accountant))
                .exchange();
        assertThat(result).hasStatusOk();
        Path file =
                Files.write(folder.resolve("book.xlsx"), result.getResponse().getContentAsByteArray());
        try (Workbook workbook = Workbooks.open(file);
                var rows = workbook.rows(workbook.sheetNames().get(0))) {
            return rows.toList();
        }
    }

    private static List<String> texts(SheetRow row) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < row.cells().size(); column++) {
            texts.add(row.text(column));
        }
        return texts;
    }

    private MvcTestResult get(long account, String path) {
        return mvc.get()
                .uri("/api/v1/communities/" + community + path)
                .header("Authorization", Staff.bearer(account))
                .exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }
}
