package io.guanjia.imports;

import static io.guanjia.db.utilities.Tables.METER;
import static io.guanjia.db.utilities.Tables.READING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import io.guanjia.utilities.Meter;
import io.guanjia.utilities.Meters;
import io.guanjia.utilities.Readings;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readings of shops as they are noted, with dials that turn and meters that are replaced (rules.md §2). */
@GuanjiaTest
@Tag("CLERK-04")
@Tag("DEPT-09")
class MetersImportTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final String HEADER = "商铺|表号|表类型|倍率|位数|抄表日期|上期示数|本期示数|备注";

    @Autowired
    Imports imports;

    @Autowired
    Meters meters;

    @Autowired
    Readings readings;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovedClock clock;

    private Importing office;

    @BeforeEach
    void anOfficeWithShops() {
        clock.set(LocalDate.of(2026, 4, 1));
        office = new Importing(imports, transaction);
        office.apply(office.begin(
                "rooms", ImportOptions.since(SINCE), Importing.sheet("房号|面积", "S01|50", "S02|60"), "商铺.xlsx"));
    }

    @Test
    void comesToTheUsageOfEveryShop() throws Exception {
        ImportOptions estate = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
        office.apply(office.begin("estate", estate, Importing.file("yunxi/migration.xlsx"), "migration.xlsx"));

        ImportSummary done = bring(Importing.file("yunxi/shop-meters.xlsx"));

        assertThat(done.rejections()).isEmpty();
        assertThat(done)
                .extracting(ImportSummary::created, ImportSummary::applied)
                .containsExactly(109, true);
        assertThat(usageOfShops()).isEqualTo(expected());
        ImportSummary again = bring(Importing.file("yunxi/shop-meters.xlsx"));
        assertThat(again)
                .extracting(ImportSummary::created, ImportSummary::equal)
                .containsExactly(0, 109);
    }

    @Test
    void takesNoReadingOfADayToComeAndNoneThatStandsOnIt() {
        ImportSummary done = bring(Importing.sheet(
                HEADER,
                "S01|E7|电|40|5|2026-04-01|100|110|",
                "S01|E7|电|40|5|2026-04-02|110|120|",
                "S01|E7|电|40|5|2062-05-01|120|130|"));

        assertThat(done.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactly(tuple(3, "reading-in-future"), tuple(4, "reading-in-future"));
    }

    @Test
    void takesAMeterThatReplacesAnother() {
        bring(Importing.sheet(
                HEADER,
                "S02|E001|电|30|5|2026-02-25|8120|8345|换表：旧表终止",
                "S02|E001N|电|40|5|2026-02-25|3|112|换表：新表",
                "S02|E001N|电|40|5|2026-03-25|112|120|"));

        Meter old = meter("E001");
        assertThat(old.removedOn()).isEqualTo(LocalDate.of(2026, 2, 25));
        assertThat(old.replacement()).isEqualTo("E001N");
        assertThat(meter("E001N").installedOn()).isEqualTo(old.removedOn());
        assertThat(usageOfShops().get("S02")).containsExactly(11_110L, 320L);
        assertThat(rejected("S02|E001|电|30|5|2026-03-25||8400|")).isEqualTo("meter-removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "S01|E9|电|40|5|2026-01-25|500|400|; reading-lower",
                "S01|E9|电|40|5|2026-01-25|99987|23|; reading-turned",
                "S01|E9|电|40|5|2026-01-25|400|500|翻转; reading-not-turned",
                "S01|E9|电|40|4|2026-01-25|400|10500|; reading-digits",
                "S01|E1|电|40|5|2026-01-25||110|; reading-exists",
                "S01|E1|电|40|5|2026-01-20||110|; reading-order",
                "S01|E1|电|40|5|2026-02-25|99|110|; reading-previous",
                "S01|E1|电|30|5|2026-02-25|100|110|; meter-differs",
                "S02|E1|电|40|5|2026-02-25|100|110|; meter-differs",
                "|E9|电|1|5|2026-02-25|100|110|; meter-without-premises",
                "S99|E9|电|1|5|2026-02-25|100|110|; unknown-premises",
                "S01|E9|光|1|5|2026-02-25|100|110|; not-a-meter-kind",
                "S01|E9|电|0|5|2026-02-25|100|110|; meter-multiplier",
                "S01|E9|电|1|12|2026-02-25|100|110|; meter-digits",
                "S01|E9|电|1|5|2026-02-25|100.001|110|; reading-decimals",
                "S01|E9|电|1|5|2026-02-30|100|110|; not-a-date",
                "S01|E9|电|1|5|2026-02-25|100|1E9|; not-a-price",
                "S01|E9|电|1|5||100|110|; missing"
            })
    void rejectsWhatCannotHaveBeenRead(String row, String code) {
        bring(Importing.sheet(HEADER, "S01|E1|电|40|5|2026-01-25|90|100|"));

        assertThat(rejected(row)).isEqualTo(code);
        assertThat(count()).isOne();
    }

    @Test
    void blamesALaterRowForNothingButTheEarlierOne() {
        ImportSummary tried = bring(Importing.sheet(
                HEADER,
                "S01|E1|电|1|5|2026-01-25|500|400|",
                "S01|E1|电|1|5|2026-02-25|400|450|",
                "S02|E2|水|1|5|2026-01-25|1|2|"));

        assertThat(tried.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(2, "reading-lower"),
                        org.assertj.core.api.Assertions.tuple(3, "reading-after-rejected"));
    }

    @Test
    void isTakenBackUntilSomebodyReadsAgain() {
        long id = office.begin(
                "meters", ImportOptions.NONE, Importing.sheet(HEADER, "S01|E1|电|40|5|2025-12-25|90|100|"), "抄表.xlsx");
        office.apply(id);
        office.undo(id);
        assertThat(count()).isZero();
        assertThat(TestDatabases.current().owner().fetchCount(METER, METER.COMMUNITY_ID.eq(office.community)))
                .isZero();

        long second = office.begin(
                "meters", ImportOptions.NONE, Importing.sheet(HEADER, "S01|E1|电|40|5|2025-12-25|90|100|"), "抄表.xlsx");
        office.apply(second);
        long meter = meter("E1").id();
        office.asClerk(() -> {
            readings.takeOnce(
                    office.community,
                    meter,
                    "key-of-a-reading",
                    LocalDate.of(2026, 1, 5),
                    new BigDecimal("101"),
                    false);
            return meter;
        });
        assertThatThrownBy(() -> office.undo(second)).isInstanceOf(ImportStands.class);
    }

    @Test
    void isOneStepFromThePageOfTheHousehold() {
        bring(Importing.sheet(HEADER, "S01|E7|电|40|5|2026-01-25|90|100|"));
        String house = "/communities/" + office.community;

        assertThat(page(house + "/premises/" + meter("E7").premisesId())).contains(house + "/meters?query=S01");
        assertThat(page(house + "/meters?query=S01")).contains("E7", "400.00");
    }

    private String page(String address) {
        var answer = mvc.get().uri(address).with(Staff.signedIn(office.clerk)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private ImportSummary bring(byte[] workbook) {
        return office.apply(office.begin("meters", ImportOptions.NONE, workbook, "抄表.xlsx"));
    }

    private String rejected(String row) {
        List<Rejection> rejections = bring(Importing.sheet(HEADER, row)).rejections();
        assertThat(rejections).hasSize(1);
        return rejections.get(0).code();
    }

    private Meter meter(String number) {
        return office.asClerk(() -> meters.page(office.community, number, null, new Paging(1, null)))
                .items()
                .get(0);
    }

    private int count() {
        return TestDatabases.current().owner().fetchCount(READING, READING.COMMUNITY_ID.eq(office.community));
    }

    /** Of the months in their order, old and new meters together. */
    private Map<String, List<Long>> usageOfShops() {
        DSLContext owner = TestDatabases.current().owner();
        Map<String, List<Long>> usage = new TreeMap<>();
        owner.fetch("""
                select p.code, date_trunc('month', r.read_on), sum(r.usage)::bigint from utilities.reading r
                join utilities.meter m on m.community_id = r.community_id and m.id = r.meter_id
                join estate.premises p on p.community_id = m.community_id and p.id = m.premises_id
                where r.community_id = ? group by 1, 2 order by 1, 2""", office.community)
                .forEach(row -> usage.computeIfAbsent(row.get(0, String.class), code -> new ArrayList<>())
                        .add(row.get(2, Long.class)));
        return usage;
    }

    private static Map<String, List<Long>> expected() throws Exception {
        JsonNode usage = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Importing.WORKBOOKS.resolve("yunxi/expected.json")))
                .get("shop_usage_kwh");
        Map<String, List<Long>> expected = new TreeMap<>();
        usage.properties().forEach(shop -> {
            List<Long> months = new ArrayList<>();
            shop.getValue().forEach(month -> months.add(month.asLong()));
            expected.put(shop.getKey(), months);
        });
        return expected;
    }
}
