package io.guanjia.billing;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A transfer of ownership that reaches into months which are billed: posted charges stay (rules.md §1.4), and that is said first. */
@GuanjiaTest
@Tag("T1CLERK-01")
class BilledTransferTest {

    @Autowired
    BeanFactory house;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long room;
    long seller;
    long buyer;

    @BeforeEach
    void aRoomThatIsBilledForJune() {
        clock.set(LocalDate.of(2024, 6, 1));
        estate = new SmallEstate(house);
        room = estate.room("9-901", "100");
        seller = estate.person("业主甲");
        buyer = estate.person("业主乙");
        long developer = estate.person("云溪置业");
        long fee = estate.areaItem("FEE", "2.50", room);
        estate.run(estate.clerk, () -> {
            estate.bean(Developers.class).set(estate.community, developer, LocalDate.of(2024, 1, 1));
            estate.bean(Ownerships.class)
                    .begin(estate.community, room, LocalDate.of(2024, 2, 1), List.of(Owner.billed(seller)));
            estate.bean(Deliveries.class).deliver(estate.community, room, LocalDate.of(2024, 2, 1));
        });
        estate.bill(Month.of(2024, 6), fee);
    }

    @Test
    void isEnteredOnlyByWhomeverKnowsThatTheBillsStay() {
        assertThat(transfer(Map.of("from", "2024-06-16")))
                .hasStatus(422)
                .bodyText()
                .contains("1 笔", "250.00", "2024-06-30", "billedStays", "业主乙");
        assertThat(owners()).hasSize(1);
        assertThat(transfer(Map.of("from", "2024-06-16", "billedStays", "true")))
                .hasStatus3xxRedirection();
        assertThat(owners()).hasSize(2);
        assertThat(estate.open(room)).extracting(OpenCharge::payerId).containsExactly(seller);
    }

    @Test
    void asksNothingAfterTheMonthsThatAreBilled() {
        assertThat(transfer(Map.of("from", "2024-07-01"))).hasStatus3xxRedirection();
        assertThat(owners()).hasSize(2);
    }

    private List<Ownership> owners() {
        return estate.as(estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, room));
    }

    private MvcTestResult transfer(Map<String, String> fields) {
        var request = browser.post()
                .uri("/communities/" + estate.community + "/premises/" + room + "/ownership")
                .header("Accept-Language", "zh-CN")
                .param("person", String.valueOf(buyer))
                .with(Staff.signedIn(estate.clerk))
                .with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
