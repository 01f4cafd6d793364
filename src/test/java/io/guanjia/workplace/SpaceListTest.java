package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Staff;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The register of parking spaces, and what people owe beside their names. */
@GuanjiaTest
@Tag("ASST-01")
@Tag("OFFICER-01")
class SpaceListTest {

    private static int count;

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Ownerships ownerships;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    private long c;
    private long clerk;
    private long chen;
    private String api;

    @BeforeEach
    void openAnEstate() {
        clock.set(LocalDate.of(2026, 1, 5));
        count++;
        c = Staff.community("车位花园 " + count);
        clerk = Staff.hire("spaces-clerk-" + count, c, "clerk");
        Scopes.run(new Scope(List.of(c), null), this::fill);
        api = "/api/v1/communities/" + c + "/registers/";
    }

    private void fill() {
        Saved saved = register.savePremises(
                c,
                List.of(
                        PremisesEntry.of(PremisesKind.SPACE, "C0001"),
                        PremisesEntry.of(PremisesKind.SPACE, "C0002"),
                        PremisesEntry.of(PremisesKind.ROOM, "101")));
        chen = people.add(c, PersonEntry.person("陈若英", "19900000001"));
        long wang = people.add(c, PersonEntry.person("王小明", "19900000002"));
        long space = saved.id("C0001");
        ownerships.begin(c, space, LocalDate.of(2024, 3, 1), List.of(Owner.billed(chen)));
        ownerships.transfer(c, space, LocalDate.of(2025, 7, 1), List.of(Owner.billed(wang)));
        var db = TestDatabases.current().owner();
        db.execute("insert into residents.vehicle (community_id, plate, person_id, premises_id, from_on, to_on)"
                + " values (%1$d, '京A12345', %2$d, %3$d, '2024-04-01', '2025-06-30'),".formatted(c, chen, space)
                + " (%1$d, '京B67890', %2$d, %3$d, '2025-08-01', null)".formatted(c, wang, space));
    }

    @Test
    void tellsWhoUsesEachSpaceSinceWhenAndWhatStandsOnItAsOfAnyDay() throws Exception {
        JsonNode today = json("spaces");
        assertThat(today.path("count").asInt()).isEqualTo(2);
        assertThat(row(today)).containsExactly("C0001", "王*明", "2025-07-01", "京B·**890", "2025-08-01");
        assertThat(row(json("spaces?on=2025-06-30")))
                .containsExactly("C0001", "陈*英", "2024-03-01", "京A·**345", "2024-04-01");
        assertThat(row(json("spaces?on=2024-03-15"))).containsExactly("C0001", "陈*英", "2024-03-01", "", "");
    }

    @Test
    void findsSpacesByWhatStandsOnThemAndByTheirOwners() throws Exception {
        assertThat(row(json("spaces?vehicle=NO"))).startsWith("C0002");
        assertThat(json("spaces?vehicle=NO&on=2025-07-15").path("count").asInt())
                .isEqualTo(2);
        assertThat(row(json("spaces?vehicle=YES"))).startsWith("C0001");
        assertThat(json("spaces?query=C0002").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void addsWhatPeopleOweToTheirRegister() throws Exception {
        TestDatabases.current().owner().execute("""
                insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                    amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before, days_borne,
                    day_basis, bill_run_id, deferred, posted_on, posted_at)
                select community_id, id, 1, date_trunc('month', d), 1, %d, 1, d, d, f, f, 0, f, 'PROPERTY', 'OWN_REVENUE', d, '{}', f,
                    0, 30, 'ACTUAL', 1, false, d, now()
                from estate.premises, (values (date '2025-11-30', 700), (date '2026-03-31', 40)) v (d, f)
                where community_id = %d and code = 'C0001'
                """.formatted(chen, c));
        JsonNode owing = json("people?columns=owed,overdue&sort=-owed");
        JsonNode first = owing.path("items").get(0).path("values");
        assertThat(first.path("name").asString()).isEqualTo("陈*英");
        assertThat(first.path("owedFen").asInt()).isEqualTo(740);
        assertThat(first.path("overdueFen").asInt()).isEqualTo(700);
        assertThat(owing.path("totals").path("owedFen").asInt()).isEqualTo(740);
    }

    private static List<String> row(JsonNode page) {
        JsonNode values = page.path("items").get(0).path("values");
        return List.of("code", "user", "since", "vehicles", "parked").stream()
                .map(column -> values.path(column).asString(""))
                .toList();
    }

    private JsonNode json(String address) throws Exception {
        var answer = browser.get()
                .uri(java.net.URI.create(api + address))
                .header("Authorization", Staff.bearer(clerk))
                .exchange();
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
    }
}
