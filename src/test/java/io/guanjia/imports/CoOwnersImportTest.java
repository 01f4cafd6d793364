package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.OWNERSHIP_OWNER;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.testing.GuanjiaTest;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A room that several people own has a row for each of them; the first is billed. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("DEPT-02")
@Tag("ASST-01")
class CoOwnersImportTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final String HEADER = "楼号|单元|房号|楼层|建筑面积|业主名称|手机号|身份证号";
    private static final String FIRST = "1|1|101|1|89.37|测试甲|19900000001|999999195409043753";
    private static final String SECOND = "1|1|101||89.370|测试乙|19900000002|";
    private static final String THIRD = "1|1|101|1|89.37|测试丙||";
    private static final String OTHER = "1|1|102|1|118.73|测试乙|19900000002|";

    @Autowired
    Imports imports;

    @Autowired
    Ownerships ownerships;

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
    void ownTheRoomTogetherAndTheFirstIsBilled() {
        ImportSummary done = apply(FIRST, OTHER, SECOND, THIRD);

        assertThat(done.rejections()).isEmpty();
        assertThat(figures(done)).containsExactly(4, 0, 0);
        assertThat(owners("1-1-101")).containsExactly(tuple("测试甲", true), tuple("测试乙", false), tuple("测试丙", false));
        assertThat(owners("1-1-102")).containsExactly(tuple("测试乙", true));
        assertThat(count(PERSON)).isEqualTo(3);
        assertThat(count(PREMISES)).isEqualTo(2);
        assertThat(payer("1-1-101")).isEqualTo("测试甲");
    }

    @Test
    void changeNothingWhenTheSameFileComesAgain() {
        apply(FIRST, SECOND, OTHER);
        ImportSummary again = apply(FIRST, SECOND, OTHER);

        assertThat(figures(again)).containsExactly(0, 0, 3);
        assertThat(again.samples()).isEmpty();
        assertThat(count(OWNERSHIP)).isEqualTo(2);
    }

    @Test
    void areTakenAwayTogether() {
        long id = begin(FIRST, SECOND, THIRD);
        office.apply(id);
        office.undo(id);

        assertThat(List.of(count(PREMISES), count(PERSON), count(OWNERSHIP), count(OWNERSHIP_OWNER), count(HOUSEHOLD)))
                .containsOnly(0);
    }

    @Test
    void joinAnOwnerWhoWasAlone() {
        apply(FIRST);
        long id = begin(FIRST, SECOND);
        assertThat(figures(office.apply(id))).containsExactly(0, 2, 0);

        assertThat(owners("1-1-101")).containsExactly(tuple("测试甲", true), tuple("测试乙", false));
        office.undo(id);
        assertThat(owners("1-1-101")).containsExactly(tuple("测试甲", true));
    }

    @Test
    void areLeftAloneByASheetThatNamesOneOfThem() {
        apply(FIRST, SECOND);

        assertThat(figures(apply(FIRST))).containsExactly(0, 0, 1);
        assertThat(owners("1-1-101")).hasSize(2);
    }

    @Test
    void changePlacesWhenTheOtherComesFirst() {
        apply(FIRST, SECOND);
        assertThat(apply("1|1|101|1|89.37|测试乙|19900000002|", FIRST).applied()).isTrue();

        assertThat(owners("1-1-101")).containsExactly(tuple("测试乙", true), tuple("测试甲", false));
        assertThat(payer("1-1-101")).isEqualTo("测试乙");
    }

    @Test
    void comeWithTheSameArea() {
        ImportSummary refused = office.check(begin(FIRST, "1|1|101|1|90|测试乙|19900000002|", OTHER));

        assertThat(refused.rejections())
                .extracting(Rejection::row, Rejection::code, Rejection::arguments)
                .containsExactlyInAnyOrder(
                        tuple(3, "co-owner-area", List.of("1-1-101", "2", "89.37", "90.00")),
                        tuple(2, "co-owner-rejected", List.of("1-1-101", "3")));
        assertThat(refused.created()).as("the good row alone").isEqualTo(1);
    }

    @Test
    void comeWithTheSameFloorLayoutAndDay() {
        assertThat(office.check(begin(FIRST, "1|1|101|2|89.37|测试乙|19900000002|"))
                        .rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactlyInAnyOrder(tuple(3, "co-owner-differs"), tuple(2, "co-owner-rejected"));
    }

    @Test
    void areRejectedTogetherSoThatNobodyOwnsAlone() {
        String unreadable = "1|1|101|1|89.37|测试甲|19900000001|999999195409043754";
        long id = begin(unreadable, SECOND, OTHER);
        ImportSummary good = office.applyGoodRows(id);

        assertThat(good.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactlyInAnyOrder(tuple(2, "identity-number"), tuple(3, "co-owner-rejected"));
        assertThat(count(PREMISES)).isEqualTo(1);
        assertThat(figures(apply(FIRST, SECOND, OTHER))).containsExactly(2, 0, 1);
        assertThat(owners("1-1-101")).hasSize(2);
    }

    @Test
    void areNoCoOwnersWhenTheSameOneIsNamedAgainOrNobodyIs() {
        ImportSummary refused =
                office.check(begin(FIRST, SECOND, FIRST, SECOND, "1|1|101|1|89.37|||", "1|1|101|1|89.37|测试甲||", OTHER));

        assertThat(refused.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactlyInAnyOrder(tuple(4, "twice"), tuple(5, "twice"), tuple(6, "twice"), tuple(7, "twice"));
        assertThat(refused.created()).isEqualTo(3);
    }

    private long begin(String... rows) {
        String[] sheet = new String[rows.length + 1];
        sheet[0] = HEADER;
        System.arraycopy(rows, 0, sheet, 1, rows.length);
        return office.begin("rooms", ImportOptions.since(SINCE), Importing.sheet(sheet), "业主一览.xlsx");
    }

    private ImportSummary apply(String... rows) {
        return office.apply(begin(rows));
    }

    private static List<Integer> figures(ImportSummary summary) {
        return List.of(summary.created(), summary.changed(), summary.equal());
    }

    /** Today's owners, whoever is billed first. */
    private List<org.assertj.core.groups.Tuple> owners(String code) {
        return office.asClerk(() -> {
            List<Ownership> all = ownerships.of(office.community, premises(code));
            return all.get(all.size() - 1).shares().stream()
                    .map(share -> tuple(share.name(), share.billed()))
                    .toList();
        });
    }

    private String payer(String code) {
        return office.asClerk(() -> sql.select(PERSON.NAME)
                .from(HOUSEHOLD)
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(HOUSEHOLD.COMMUNITY_ID), PERSON.ID.eq(HOUSEHOLD.PAYER_ID))
                .where(HOUSEHOLD.COMMUNITY_ID.eq(office.community), HOUSEHOLD.PREMISES_ID.eq(premises(code)))
                .and(HOUSEHOLD.TO_ON.isNull())
                .fetchSingle(PERSON.NAME));
    }

    private long premises(String code) {
        return sql.select(PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(office.community), PREMISES.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    private int count(org.jooq.Table<?> table) {
        return office.asClerk(() ->
                sql.fetchCount(table, table.field("community_id", Long.class).eq(office.community)));
    }
}
