package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
@Tag("DEPT-01")
class BillRunsTest {
    private static final Month JUNE = Month.of(2024, 6);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    @BeforeEach
    void june() {
        clock.set(LocalDate.of(2024, 6, 1));
    }

    @Test
    void billsTheScenarioOfTheRules() {
        Scenario s = SmallEstate.scenario(house);
        BillRun run = s.estate().bill(JUNE, s.fee(), s.shopFee());

        assertThat(run.state()).isEqualTo(RunState.POSTED);
        assertThat(run.charges()).isEqualTo(5);
        assertThat(run.total()).isEqualTo(Money.parse("851.46"));
        assertThat(s.estate().amounts(s.room101())).containsExactly("210.02");
        assertThat(s.estate().amounts(s.room102())).containsExactly("141.59", "141.59");
        assertThat(s.estate().amounts(s.room103())).containsExactly("153.06");
        assertThat(s.estate().amounts(s.shop())).containsExactly("205.20");
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-851_46);
        assertThat(s.estate().credit("REVENUE") + s.estate().credit("OUTPUT_VAT"))
                .isEqualTo(851_46);
    }

    @Test
    void addsNothingWhenItIsRunAgain() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(JUNE, s.fee(), s.shopFee());
        BillRun again = s.estate().bill(JUNE, s.fee(), s.shopFee());

        assertThat(again.charges()).isZero();
        assertThat(again.alreadyBilled()).isEqualTo(5);
        assertThat(again.isStopped()).isFalse();
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-851_46);
    }
}
