package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPriceTest {

    @ParameterizedTest
    @CsvSource({"4.5, 4.50", "2.350000, 2.35", "0.4875, 0.4875", "150, 150.00", "1E+2, 100.00", "0, 0.00", "-1.5, -1.50"
    })
    void hasTwoDecimalsOrAsManyAsItNeeds(String price, String written) {
        assertThat(UnitPrice.text(new BigDecimal(price))).isEqualTo(written);
    }
}
