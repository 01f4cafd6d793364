package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The desks of those who decide and of those who close months have figures of their own. */
@GuanjiaTest
class HomeTest {

    private static int count;

    @Autowired
    MockMvcTester browser;

    long community;

    @BeforeEach
    void aCommunity() {
        community = Staff.community("工作台 " + ++count);
    }

    @Test
    @Tag("DEPT-01")
    void showsTheRatesOfTheMonthToTheManager() {
        long manager = Staff.hire("home-manager-" + count, community, "manager");
        assertThat(get("/", manager)).hasStatusOk().bodyText().contains("/communities/" + community + "/overview");
        assertThat(get("/communities/" + community + "/overview", manager))
                .hasStatusOk()
                .bodyText()
                .contains("/collection", "收缴率")
                .doesNotContain("待月结月份");
    }

    @Test
    void showsMonthsBooksAndDifferencesToTheAccountant() {
        long accountant = Staff.hire("home-accountant-" + count, community, "accountant");
        assertThat(get("/communities/" + community + "/overview", accountant))
                .hasStatusOk()
                .bodyText()
                .contains("以前月份都已月结", "在外票据本", "各项核对一致");
    }

    @Test
    void showsNothingOfItToACollector() {
        long collector = Staff.hire("home-collector-" + count, community, "collector");
        assertThat(get("/", collector)).hasStatusOk().bodyText().doesNotContain("/overview");
        assertThat(get("/communities/" + community + "/overview", collector)).hasStatus(404);
    }

    private MvcTestResult get(String path, long account) {
        return browser.get()
                .uri(path)
                .header("Accept-Language", "zh-CN")
                .with(Staff.signedIn(account))
                .exchange();
    }
}
