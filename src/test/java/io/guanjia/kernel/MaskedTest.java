package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** rules.md §13 */
class MaskedTest {

    @ParameterizedTest
    @CsvSource({
        "19900005678, 199****5678",
        "19900000001, 199****0001",
        "010-00000078, **********78",
        "+8619900000078, ************78",
        "12345, ***45",
        "12, **",
        "1, *",
        "'', ''"
    })
    void hidesTheMiddleOfAPhone(String phone, String masked) {
        assertThat(Masked.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "99999919900307001X, 999***********001X",
        "999999195409043753, 999***********3753",
        "999999900307001, 999********7001",
        "E12345678, *******78",
        "AB, **"
    })
    void keepsThreeAndFourOfAnIdentityNumber(String number, String masked) {
        assertThat(Masked.identityNumber(number)).isEqualTo(masked).hasSameSizeAs(number);
    }

    @ParameterizedTest
    @CsvSource({
        "张三, 张*",
        "张三丰, 张*丰",
        "欧阳修宁, 欧**宁",
        "𠮷田, 𠮷*",
        "张𠮷丰, 张*丰",
        "阿卜杜拉·买买提, 阿******提",
        "王, *",
        "John Smith, ********th",
        "Li, **",
        "'', ''"
    })
    void keepsTheEndsOfAName(String name, String masked) {
        assertThat(Masked.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "测A12345, 测A·**345",
        "测A·12345, 测A·**345",
        "测AD12345, 测A·***345",
        "测A1234警, 测A·**34警",
        "AB 123, ****23",
        "未上牌, *上牌"
    })
    void keepsTheRegionAndThreeOfAPlate(String plate, String masked) {
        assertThat(Masked.plate(plate)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "9999000011112345, ************2345",
        "9999 0000 1111 2345, ************2345",
        "12345678, ****5678",
        "1234567, *****67",
        "GB33BUKB20201555555555, ********************55"
    })
    void keepsTheLastFourOfABankAccount(String account, String masked) {
        assertThat(Masked.bankAccount(account)).isEqualTo(masked);
    }
}
