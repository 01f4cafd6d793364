package io.guanjia.imports;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.VEHICLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Belonging;
import io.guanjia.residents.Belongings;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Record3;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Vehicles on one sheet, for households that are known. */
@GuanjiaTest
@Tag("ASST-01")
@Tag("DEPT-02")
class VehiclesImportTest {
    private static final ImportOptions SINCE = ImportOptions.since(LocalDate.of(2025, 1, 1));
    private static final String HEADER = "车牌号|房号|车主|电话|车位|类型|颜色|品牌|起";

    @Autowired
    Imports imports;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PremisesRegister register;

    @Autowired
    Belongings belongings;

    private Importing office;

    @BeforeEach
    void anOfficeWithHouseholds() {
        office = new Importing(imports, transaction);
        office.apply(office.begin(
                "rooms",
                SINCE,
                Importing.sheet(
                        "房号|面积|业主|手机号",
                        "1-1-101|89.37|测试甲|19900000001",
                        "1-1-102|89.37|测试乙|19900000002",
                        "1-1-103|89.37|测试甲|19900000003"),
                "业主.xlsx"));
    }

    @Test
    void knowsWhoseTheyAreByRoomOrByNameAndChangesNothingTheSecondTime() {
        String[] rows = {
            "车辆登记表",
            HEADER,
            "测·a00001|1栋1单元101室||||家用小汽车|白|测试牌|2025.3.5",
            "测A00002|1-1-102|测试乙||||||",
            "测A00003||测试乙|19900000002|||||",
            "测A00004||测试甲|199-0000-0003|||||"
        };
        ImportSummary done = bring(rows);

        assertThat(done.rejections()).isEmpty();
        assertThat(done)
                .extracting(ImportSummary::created, ImportSummary::applied)
                .containsExactly(4, true);
        assertThat(register())
                .containsExactly(
                        tuple("测A00001", "19900000001", LocalDate.of(2025, 3, 5)),
                        tuple("测A00002", "19900000002", LocalDate.of(2025, 1, 1)),
                        tuple("测A00003", "19900000002", LocalDate.of(2025, 1, 1)),
                        tuple("测A00004", "19900000003", LocalDate.of(2025, 1, 1)));
        assertThat(bring(rows))
                .extracting(ImportSummary::created, ImportSummary::changed, ImportSummary::equal)
                .containsExactly(0, 0, 4);
    }

    @Test
    void keepsWhoseItWasAndGivesItBack() {
        bring(HEADER, "测A00001|1-1-101|||||||2025-03-05");
        long id =
                office.begin("vehicles", SINCE, Importing.sheet(HEADER, "测A00001|1-1-102|||||||2025-06-01"), "车辆.xlsx");
        assertThat(office.apply(id).created()).isEqualTo(1);
        assertThat(TestDatabases.current()
                        .owner()
                        .select(VEHICLE.FROM_ON, VEHICLE.TO_ON)
                        .from(VEHICLE)
                        .where(VEHICLE.COMMUNITY_ID.eq(office.community))
                        .orderBy(VEHICLE.FROM_ON)
                        .fetch()
                        .map(row -> row.value1() + " " + row.value2()))
                .containsExactly("2025-03-05 2025-05-31", "2025-06-01 null");

        office.undo(id);

        assertThat(register()).containsExactly(tuple("测A00001", "19900000001", LocalDate.of(2025, 3, 5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "测A00009|1-1-109|||||||; unknown-premises",
                "测A00009|1-1-101|测试丙||||||; vehicle-of-other",
                "测A00009|||||||||; vehicle-of-nobody",
                "测A00009||测试甲||||||; vehicle-of-nobody",
                "测A00009|1-1-101|||1-1-102||||; unknown-space",
                "牌|1-1-101|||||||; not-a-plate",
                "测A00001|1-1-102|||||||; vehicle-changed-hands",
                "测A00001|1-1-102|||||||2025-03-05; vehicle-changed-hands",
                "测A00009|1-1-101|||||||2062-03-05; day-far-ahead",
                "测A00009|1-1-101|||||||何时; not-a-date"
            })
    void rejectsWhatBelongsNowhere(String row, String code) {
        bring(HEADER, "测A00001|1-1-101|||||||2025-03-05");

        assertThat(bring(HEADER, row).rejections()).extracting(Rejection::code).containsExactly(code);
        assertThat(register()).hasSize(1);
    }

    @Test
    void notesPermitsAsTheOfficeKeepsThemAndTakesThemBack() {
        String[] rows = {
            "停车证台账",
            "停车证号|车牌号|房号|有效期起|有效期止|月租",
            "P0001|测A00001|1-1-101|2025.1.1|2025年12月31日|150元",
            "P0001|测A00002|1-1-101|2025-01-01|2025-12-31|150.00",
            "P0002|测A00003|1-1-102||2026-06-30|",
            "|测A00004|1-1-102|||"
        };
        long id = office.begin("vehicles", SINCE, Importing.sheet(rows), "停车证.xlsx");
        assertThat(office.apply(id).rejections()).isEmpty();

        assertThat(permits())
                .containsExactly(
                        tuple("测A00001", "P0001", LocalDate.of(2025, 12, 31), new Money(15_000)),
                        tuple("测A00002", "P0001", LocalDate.of(2025, 12, 31), new Money(15_000)),
                        tuple("测A00003", "P0002", LocalDate.of(2026, 6, 30), null),
                        tuple("测A00004", null, null, null));
        assertThat(bring(rows).equal()).isEqualTo(4);
        assertThat(bring(HEADER, "测A00001|1-1-101|||||蓝||").changed())
                .as("a sheet without permits leaves them")
                .isEqualTo(1);
        assertThat(permits().get(0).toList()).contains("P0001");
        assertThat(office.asClerk(
                        () -> belongings.of(office.community, List.of(keeper("测A00003")), 0, LocalDate.of(2026, 1, 5))))
                .extracting(Belonging::name, Belonging::permit, Belonging::permitTo)
                .contains(tuple("测A00003", "P0002", LocalDate.of(2026, 6, 30)));

        long renewal = office.begin(
                "vehicles", SINCE, Importing.sheet("车牌|房号|证号|有效期至", "测A00003|1-1-102|P0002|2027-06-30"), "续期.xlsx");
        assertThat(office.apply(renewal).changed()).isEqualTo(1);
        office.undo(renewal);
        assertThat(permits().get(2).toList()).contains(LocalDate.of(2026, 6, 30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "P0001|测A00009|1-1-102||2025-01-01|2025-12-31|; permit-of-other",
                "P0009|测A00009|1-1-102|C001|2025-12-31|2026-12-31|; permit-space-taken",
                "|测A00009|1-1-102||2025-01-01||; permit-without-number",
                "|测A00009|1-1-102||||150; permit-without-number",
                "P0009|测A00009|1-1-102||2025-02-01|2025-01-01|; permit-ends-first",
                "P0009|测A00009|1-1-102||||-5; not-an-amount"
            })
    void rejectsPermitsThatCannotBe(String row, String code) {
        space("C001");
        String header = "停车证号|车牌号|房号|车位|有效期起|有效期止|月租";
        String first = "P0001|测A00001|1-1-101|C001|2025-01-01|2025-12-31|150";
        assertThat(bring(header, first).applied()).isTrue();

        assertThat(bring(header, row).rejections()).extracting(Rejection::code).containsExactly(code);
        assertThat(bring(header, "P0009|测A00009|1-1-102|C001|2026-01-01|2026-12-31|")
                        .applied())
                .as("the next one on the space")
                .isTrue();
    }

    private static long keeper(String plate) {
        return TestDatabases.current()
                .owner()
                .select(VEHICLE.PERSON_ID)
                .from(VEHICLE)
                .where(VEHICLE.PLATE.eq(plate))
                .orderBy(VEHICLE.ID.desc())
                .fetchAny()
                .value1();
    }

    private void space(String code) {
        office.asClerk(() -> register.savePremises(
                office.community,
                List.of(PremisesEntry.of(PremisesKind.SPACE, code).space("地下", "RENT"))));
    }

    private List<org.assertj.core.groups.Tuple> permits() {
        return TestDatabases.current()
                .owner()
                .selectFrom(VEHICLE)
                .where(VEHICLE.COMMUNITY_ID.eq(office.community))
                .orderBy(VEHICLE.PLATE)
                .fetch()
                .map(row -> tuple(row.getPlate(), row.getPermit(), row.getPermitToOn(), row.getPermitRentFen()));
    }

    private ImportSummary bring(String... rows) {
        return office.apply(office.begin("vehicles", SINCE, Importing.sheet(rows), "车辆.xlsx"));
    }

    private List<org.assertj.core.groups.Tuple> register() {
        return TestDatabases.current()
                .owner()
                .select(VEHICLE.PLATE, PERSON.PHONE, VEHICLE.FROM_ON)
                .from(VEHICLE)
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(VEHICLE.COMMUNITY_ID), PERSON.ID.eq(VEHICLE.PERSON_ID))
                .where(VEHICLE.COMMUNITY_ID.eq(office.community), VEHICLE.TO_ON.isNull())
                .orderBy(VEHICLE.PLATE)
                .fetch()
                .map((Record3<String, String, LocalDate> row) -> tuple(row.value1(), row.value2(), row.value3()));
    }
}
