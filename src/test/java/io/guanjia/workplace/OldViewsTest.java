package io.guanjia.workplace;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scopes;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Views that were kept, opened when what they name is no more, or by somebody who may not see it; and filters that nobody typed. */
@GuanjiaTest
@Tag("ASST-01")
class OldViewsTest {

    private static int count;

    @Autowired
    PremisesRegister register;

    @Autowired
    MockMvcTester browser;

    private long c;
    private long manager;
    private String list;
    private String views;

    @BeforeEach
    void anEstate() {
        count++;
        c = Staff.community("旧视图花园 " + count);
        manager = Staff.hire("old-views-manager-" + count, c, "manager");
        long clerk = Staff.hire("old-views-clerk-" + count, c, "clerk");
        Scopes.run(Staff.scope(clerk, c), () -> {
            register.saveBuildings(c, List.of(new BuildingEntry("1", "1号楼", 6)));
            register.saveEntrances(c, List.of(new EntranceEntry("1", "1", 6, true)));
            register.savePremises(c, List.of(PremisesEntry.room("1", "1", "101"), PremisesEntry.room("1", "1", "201")));
        });
        list = "/communities/" + c + "/premises";
        views = "/communities/" + c + "/registers/premises/views";
    }

    @Test
    void opensTheRegisterAsItIsWhenWhatTheDefaultViewFiltersByIsGone() {
        keep("building=1", "first");
        assertThat(get(manager, list)).redirectedUrl().startsWith(list + "?building=1&view=");
        TestDatabases.current().owner().execute("update estate.building set code = '9' where community_id = ?", c);
        assertThat(get(manager, list)).hasStatusOk().bodyText().contains("1-1-101", "旧视图");
        assertThat(get(manager, list + "?building=1")).hasStatus(422);
    }

    @Test
    void opensASharedViewForWhoeverMayNotSeeTheColumnOfItsOrder() {
        keep("sort=-owed", "shared");
        String id = Objects.requireNonNull(TestDatabases.current()
                        .owner()
                        .fetchOne("select max(id) from registers.saved_view where community_id = ?", c))
                .get(0, String.class);
        long technician = Staff.hire("old-views-technician-" + count, c, "technician");
        String shared = list + "?sort=-owed&view=" + id;
        assertThat(get(manager, shared)).hasStatusOk();
        MvcTestResult page = get(technician, shared);
        assertThat(page).hasStatusOk();
        String body = bodyOf(page);
        assertThat(body.indexOf("1-1-101")).isPositive().isLessThan(body.indexOf("1-1-201"));
        assertThat(get(technician, list + "?sort=nonsense")).hasStatus(422);
    }

    /** The bar above an unticked list leads back to it, with what the form said of it. */
    @Test
    void leadsBackToTheListWithNothingElseThanFilters() {
        String asked = views.replace("/views", "/action") + "?filters=query%3D%257Bx%257D%0D%0AX%3A+y%26sort%3D-code";
        assertThat(get(manager, asked))
                .hasStatus(302)
                .redirectedUrl()
                .startsWith(list + "?query=%7Bx%7D")
                .endsWith("&sort=-code")
                .doesNotContain("\r", "\n", " ", "{");
        assertThat(get(manager, views.replace("/views", "/action") + "?filters=x%0D%0Ay"))
                .redirectedUrl()
                .isEqualTo(list + "?view=");
    }

    private void keep(String filters, String as) {
        assertThat(browser.post()
                        .uri(views)
                        .with(Staff.signedIn(manager))
                        .with(csrf())
                        .param("name", "旧视图")
                        .param("filters", filters)
                        .param(as, "true")
                        .exchange())
                .hasStatus(302);
    }

    private static String bodyOf(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private MvcTestResult get(long account, String address) {
        return browser.get()
                .uri(URI.create(address))
                .with(Staff.signedIn(account))
                .exchange();
    }
}
