package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.DateSpan;
import io.guanjia.residents.Tenancies;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.GuanjiaTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** One sheet of rooms with owners, as offices have it. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("DEPT-02")
@Tag("ASST-01")
class RoomsImportTest {
    private static final ImportOptions SINCE = ImportOptions.since(LocalDate.of(2025, 1, 1));
    private static final String[] ROWS = {
        "云溪花园业主一览|||||||",
        "制表：内勤|||||||",
        "楼号|单元|房号|所在楼层|面积(㎡)|户主|联系方式|身份证号码",
        "1#|1单元|101室|1层|８９.37㎡|测试甲|199-0000-0001/19900090001|999999195409043753",
        "1栋|1|102|1|118.73|测试乙　|19900000002|",
        "2号楼||201|2|60|||",
        "3|2|301|3|102.46|测试甲|19900000001|999999195409043753",
        "||S01||35.5|云溪商贸有限公司|19900000009|",
        "说明|以上为交付面积||||||"
    };

    @Autowired
    Imports imports;

    @Autowired
    PremisesRegister register;

    @Autowired
    Tenancies tenancies;

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    private Importing office;

    @BeforeEach
    void anOffice() {
        office = new Importing(imports, transaction);
    }

    @Test
    void findsTheHeaderBelowTitlesAndReadsWhatPeopleWrite() {
        ImportSummary done = office.apply(office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx"));

        assertThat(done.rejections()).isEmpty();
        assertThat(done)
                .extracting(ImportSummary::created, ImportSummary::changed, ImportSummary::equal)
                .containsExactly(5, 0, 0);
        assertThat(codes()).containsExactly("1-1-101", "1-1-102", "2-201", "3-2-301", "S01");
        assertThat(people())
                .contains(tuple("测试甲", "19900000001"), tuple("测试乙", "19900000002"), tuple("云溪商贸有限公司", "19900000009"))
                .hasSize(3);
        assertThat(count(HOUSEHOLD))
                .as("owners answer from the day of delivery")
                .isEqualTo(4);
    }

    @Test
    void keepsNothingOfAPreview() {
        long id = office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx");
        ImportSummary tried = office.check(id);

        assertThat(tried)
                .extracting(ImportSummary::created, ImportSummary::applied)
                .containsExactly(5, false);
        assertThat(tried.samples())
                .contains(new ImportSummary.Sample(
                        true, "estate.premises", 5, List.of("1-1-101", "1-1-102", "2-201", "3-2-301", "S01")));
        assertThat(codes()).isEmpty();
        assertThat(office.apply(id).created()).isEqualTo(5);
    }

    @Test
    void changesNothingWhenTheSameFileComesAgain() {
        office.apply(office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx"));
        ImportSummary again = office.apply(office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx"));

        assertThat(again)
                .extracting(ImportSummary::created, ImportSummary::changed, ImportSummary::equal)
                .containsExactly(0, 0, 5);
        assertThat(again.samples()).isEmpty();
    }

    @Test
    void saysWhatWouldChange() {
        office.apply(office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx"));
        String[] rows = ROWS.clone();
        rows[4] = "1栋|1|102|1|120.00|测试乙|19900000002|";
        ImportSummary tried = office.check(office.begin("rooms", SINCE, Importing.sheet(rows), "业主一览.xlsx"));

        assertThat(tried)
                .extracting(ImportSummary::created, ImportSummary::changed, ImportSummary::equal)
                .containsExactly(0, 1, 4);
    }

    @Test
    void readsTextTablesInBothEncodings() {
        ImportSummary gbk = office.apply(office.begin("rooms", SINCE, Importing.file("bad/gbk.csv"), "gbk.csv"));
        assertThat(gbk.created()).isEqualTo(1);
        assertThat(people()).containsExactly(tuple("测试甲", "19900000001"));

        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            Importing other = new Importing(imports, transaction);
            ImportSummary done = other.apply(other.begin("rooms", SINCE, Importing.csv(charset, ROWS), "业主一览.csv"));
            assertThat(done.created()).isEqualTo(5);
        }
    }

    @Test
    void givesTheRejectedRowsBackAsTheUsersOwnWorkbookWhichCanComeAgain() throws IOException {
        long id = office.begin("rooms", SINCE, Importing.sheet(broken()), "业主一览.xlsx");
        ImportSummary refused = office.apply(id);
        assertThat(refused.applied()).isFalse();
        assertThat(refused.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactlyInAnyOrder(
                        tuple(4, "co-owner-rejected"),
                        tuple(5, "not-an-area"),
                        tuple(7, "identity-number"),
                        tuple(8, "co-owner-area"));
        assertThat(codes()).isEmpty();

        List<SheetRow> rejected = own(id, false);
        assertThat(rejected).hasSize(3 + 4);
        assertThat(rejected.get(2).cells().get(8).text()).isEqualTo("未导入的原因");
        assertThat(rejected.get(4).cells().get(0).text()).isEqualTo("1栋");
        assertThat(rejected.get(4).cells().get(8).text()).contains("面积");

        ImportSummary good = office.applyGoodRows(id);
        assertThat(good)
                .extracting(ImportSummary::created, ImportSummary::rejected, ImportSummary::applied)
                .containsExactly(2, 4, true);

        String[] mended = {
            "楼号|单元|房号|所在楼层|面积(㎡)|户主|联系方式|身份证号码|未导入的原因",
            ROWS[3] + "|第 8 行没有被接受",
            "1栋|1|102|1|118.73|测试乙|19900000002||面积应为大于零的面积",
            "3|2|301|3|102.46|测试甲|19900000001|999999195409043753|校验位不对"
        };
        assertThat(office.apply(office.begin("rooms", SINCE, Importing.sheet(mended), "不合格的行.xlsx"))
                        .created())
                .isEqualTo(3);
        assertThat(codes()).containsExactly("1-1-101", "1-1-102", "2-201", "3-2-301", "S01");
    }

    @Test
    void givesTheWholeWorkbookBackWithTheReasonsBeside() throws IOException {
        long id = office.begin("rooms", SINCE, Importing.sheet(broken()), "业主一览.xlsx");
        office.check(id);

        List<SheetRow> whole = own(id, true);
        assertThat(whole).hasSize(9);
        assertThat(whole.get(4).cells().get(8).text()).isNotEmpty();
        assertThat(whole.get(3).cells().get(8).text()).isNotEmpty();
        assertThat(whole.get(5).cells()).as("a good row").hasSize(5);
    }

    @Test
    void takesADeliveryThatIsPlannedButNoneYearsAhead() {
        String header = "房号|面积|业主|交付日期";
        ImportSummary tried = office.check(office.begin(
                "rooms",
                SINCE,
                Importing.sheet(header, "1-1-101|89.37|测试甲|2026-03-01", "1-1-102|89.37|测试乙|2062-03-01"),
                "业主一览.xlsx"));

        assertThat(tried.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactly(tuple(3, "day-far-ahead"));
    }

    @Test
    void refusesANumberThatBelongsToSomebodyElse() {
        String[] rows = ROWS.clone();
        rows[6] = "3|2|301|3|102.46|测试丙|19900000003|999999195409043753";
        ImportSummary refused = office.check(office.begin("rooms", SINCE, Importing.sheet(rows), "业主一览.xlsx"));

        assertThat(refused.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactly(tuple(7, "identity-of-other"));
    }

    @Test
    void asksWhichColumnIsWhatAndRemembersTheAnswer() {
        String[] rows = {"栋|元|门牌|平米数|谁的", "1|1|101|89.37|测试甲", "1|1|102|89.37|测试乙"};
        long id = office.begin("rooms", SINCE, Importing.sheet(rows), "自编.xlsx");
        assertThat(office.asClerk(() -> imports.get(office.community, id)).state())
                .isEqualTo(BatchState.MAPPING);

        Mapping.Place said =
                new Mapping.Place("表一", 1, Map.of("building", 0, "entrance", 1, "room", 2, "area", 3, "owner", 4));
        office.bound(() -> {
            imports.map(office.community, id, new Mapping(Map.of("rooms", said)));
            return id;
        });
        assertThat(office.apply(id).created()).isEqualTo(2);

        long again = office.begin("rooms", SINCE, Importing.sheet(rows), "自编.xlsx");
        ImportBatch batch = office.asClerk(() -> imports.get(office.community, again));
        assertThat(batch.state()).isEqualTo(BatchState.READY);
        assertThat(batch.mapping().parts()).containsEntry("rooms", said);
    }

    @Test
    void isUndoneWholeWhileNothingStandsOnIt() {
        long first = office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx");
        office.apply(first);
        String[] rows = ROWS.clone();
        rows[4] = "1栋|1|102|1|120.00|测试乙|19900000022|";
        rows[5] = "2号楼||202|2|60|测试丁|19900000004|";
        long second = office.begin("rooms", SINCE, Importing.sheet(rows), "业主一览.xlsx");
        office.apply(second);
        assertThatThrownBy(() -> office.undo(first)).isInstanceOf(ImportStands.class);

        office.undo(second);
        assertThat(codes()).containsExactly("1-1-101", "1-1-102", "2-201", "3-2-301", "S01");
        assertThat(people()).contains(tuple("测试乙", "19900000002")).hasSize(3);
        office.undo(first);
        assertThat(codes()).isEmpty();
        assertThat(List.of(count(PERSON), count(OWNERSHIP), count(HOUSEHOLD))).containsOnly(0);
        assertThat(office.asClerk(() -> imports.get(office.community, first)).undoReason())
                .isEqualTo("带错了文件");
        assertThat(office.apply(office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx"))
                        .created())
                .isEqualTo(5);
    }

    @Test
    void isNotUndoneWhenSomethingStandsOnIt() {
        long id = office.begin("rooms", SINCE, Importing.sheet(ROWS), "业主一览.xlsx");
        office.apply(id);
        office.asClerk(() -> tenancies.begin(
                office.community,
                premises("1-1-101"),
                new Tenancies.Lease(person("测试乙"), true, new DateSpan(LocalDate.of(2025, 6, 1), null))));

        assertThatThrownBy(() -> office.undo(id))
                .isInstanceOf(ImportStands.class)
                .hasMessage("import-stands");
        assertThat(codes()).hasSize(5);
    }

    @Test
    void twoAtOnceBringNothingTwice() throws Exception {
        long one = office.begin("rooms", SINCE, Importing.sheet(ROWS), "甲.xlsx");
        long other = office.begin("rooms", SINCE, Importing.sheet(ROWS), "乙.xlsx");
        Thread second = new Thread(() -> office.apply(other));
        second.start();
        office.apply(one);
        second.join();

        assertThat(codes()).hasSize(5);
        assertThat(people()).hasSize(3);
    }

    private static String[] broken() {
        return new String[] {
            ROWS[0],
            ROWS[1],
            ROWS[2],
            ROWS[3],
            "1栋|1|102|1|-5|测试乙|19900000002|",
            ROWS[5],
            "3|2|301|3|102.46|测试甲|19900000001|999999195409043754",
            "1|1|101|1|90|测试庚||",
            ROWS[7]
        };
    }

    private List<SheetRow> own(long id, boolean whole) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        office.asClerk(() -> {
            ImportBatch batch = imports.get(office.community, id);
            imports.write(
                    batch,
                    imports.rejections(office.community, id),
                    "未导入的原因",
                    one -> one.code().equals("not-an-area") ? "面积应为大于零的面积" : one.code(),
                    Rejection::code,
                    bytes,
                    whole);
            return id;
        });
        Path file = Files.createTempFile("own", ".xlsx");
        Files.write(file, bytes.toByteArray());
        try (Workbook workbook = Workbooks.open(file);
                Stream<SheetRow> rows = workbook.rows(workbook.sheetNames().get(0))) {
            return rows.toList();
        }
    }

    private List<String> codes() {
        return office.asClerk(() -> sql.select(PREMISES.CODE)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(office.community))
                .orderBy(PREMISES.SORT_KEY)
                .fetch(PREMISES.CODE));
    }

    private List<org.assertj.core.groups.Tuple> people() {
        return office.asClerk(() -> sql.select(PERSON.NAME, PERSON.PHONE)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(office.community))
                .fetch(row -> tuple(row.value1(), row.value2())));
    }

    private int count(org.jooq.Table<?> table) {
        return office.asClerk(() ->
                sql.fetchCount(table, table.field("community_id", Long.class).eq(office.community)));
    }

    private long premises(String code) {
        return sql.select(PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(office.community), PREMISES.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    private long person(String name) {
        return sql.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(office.community), PERSON.NAME.eq(name))
                .fetchSingle()
                .value1();
    }
}
