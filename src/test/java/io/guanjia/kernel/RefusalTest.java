package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final class ChargeAlreadyPaid extends Refusal {
        private static final long serialVersionUID = 1L;

        ChargeAlreadyPaid(String code, Object... arguments) {
            super(code, arguments);
        }
    }

    @Test
    void carriesACodeAndWhatFillsTheSentence() {
        Refusal refusal = new ChargeAlreadyPaid("charge-already-paid", "张三", Money.ZERO);
        assertThat(refusal.code()).isEqualTo("charge-already-paid");
        assertThat(refusal.arguments()).containsExactly("张三", Money.ZERO);
    }

    @Test
    void keepsNamesOutOfTheMessageBecauseMessagesEndInLogs() {
        assertThat(new ChargeAlreadyPaid("charge-already-paid", "张三")).hasMessage("charge-already-paid");
    }

    @Test
    void insistsOnKebabCase() {
        for (String code : List.of("", "ChargeAlreadyPaid", "charge_paid", "-charge", "charge--paid", "1-charge")) {
            assertThatThrownBy(() -> new ChargeAlreadyPaid(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesEveryFieldThatWasTypedWrongly() {
        var first = InvalidInput.Problem.of("tenders[0].amount", "money-malformed");
        var second = InvalidInput.Problem.of("paidOn", "too-early", 3);
        assertThat(new InvalidInput(List.of(first, second)))
                .hasMessage("tenders[0].amount: money-malformed, paidOn: too-early")
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(first, second));
        assertThat(new InvalidInput("paidOn", "too-early", 3).problems()).containsExactly(second);
        assertThatThrownBy(() -> new InvalidInput(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
