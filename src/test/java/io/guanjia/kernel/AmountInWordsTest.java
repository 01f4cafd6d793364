package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** rules.md §5.5 */
@Tag("COLLECT-05")
class AmountInWordsTest {

    private static final long HIGHEST_FEN = 10_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "0, 零元整",
        "0.05, 伍分",
        "0.10, 壹角整",
        "0.55, 伍角伍分",
        "1.05, 壹元零伍分",
        "10, 壹拾元整",
        "10.05, 壹拾元零伍分",
        "10.50, 壹拾元零伍角整",
        "15.30, 壹拾伍元叁角整",
        "101, 壹佰零壹元整",
        "110.10, 壹佰壹拾元零壹角整",
        "1010, 壹仟零壹拾元整",
        "1409.50, 壹仟肆佰零玖元伍角整",
        "1680.32, 壹仟陆佰捌拾元零叁角贰分",
        "6007.14, 陆仟零柒元壹角肆分",
        "325.04, 叁佰贰拾伍元零肆分",
        "16409.02, 壹万陆仟肆佰零玖元零贰分",
        "12000.01, 壹万贰仟元零壹分",
        "10100, 壹万零壹佰元整",
        "100000, 壹拾万元整",
        "100001, 壹拾万零壹元整",
        "101000, 壹拾万壹仟元整",
        "107000.53, 壹拾万柒仟元零伍角叁分",
        "160102.30, 壹拾陆万零壹佰零贰元叁角整",
        "2006007, 贰佰万陆仟零柒元整",
        "10010001, 壹仟零壹万零壹元整",
        "20050000, 贰仟零伍万元整",
        "100000000, 壹亿元整",
        "100001000, 壹亿零壹仟元整",
        "100010001.01, 壹亿零壹万零壹元零壹分",
        "-88.80, 负捌拾捌元捌角整"
    })
    void writesTheCanonicalFormOfTheTable(String amount, String words) {
        assertThat(AmountInWords.of(Money.parse(amount))).isEqualTo(words);
        assertThat(AmountInWords.withPrefix(Money.parse(amount))).isEqualTo("人民币" + words);
        assertThat(AmountInWords.matches(words, Money.parse(amount))).isTrue();
        assertThat(AmountInWords.matches("人民币" + words, Money.parse(amount))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "100000000000, 壹仟亿元整",
        "1000000000000, 壹万亿元整",
        "1000100000000, 壹万零壹亿元整",
        "1000000010000, 壹万亿零壹万元整",
        "1234567890123.45, 壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分",
        "1010000000, 壹拾亿壹仟万元整",
        "1001000000, 壹拾亿零壹佰万元整"
    })
    void writesAmountsBeyondTheTable(String amount, String words) {
        assertThat(AmountInWords.of(Money.parse(amount))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "101000, 壹拾万零壹仟元整",
        "107000.53, 壹拾万零柒仟元伍角叁分",
        "1680.32, 壹仟陆佰捌拾元叁角贰分",
        "10.50, 壹拾元伍角整",
        "10.50, 壹拾元零伍角",
        "15.30, 壹拾伍元叁角",
        "15.30, 人民币 壹拾伍圆叁角正",
        "100, 壹佰圆正",
        "2006007, 贰佰万零陆仟零柒元整"
    })
    void acceptsTheOtherFormsThatTheRulesAllow(String amount, String words) {
        assertThat(AmountInWords.matches(words, Money.parse(amount))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "100000, 壹拾元整",
        "100000, 壹拾万零元整",
        "12000.01, 壹万贰仟零零零圆壹分",
        "100000000, 壹亿万元整",
        "160102.30, 壹拾陆万壹佰零贰元叁角整",
        "10, 拾元整",
        "10.05, 壹拾元伍分",
        "1.05, 壹元伍分",
        "15.30, 壹拾伍元零叁角整",
        "100, 壹佰元",
        "0.05, 伍分整",
        "325.04, 叁佰贰拾伍元零肆分整",
        "101, 壹佰壹元整",
        "88.80, 负捌拾捌元捌角整",
        "-88.80, 捌拾捌元捌角整",
        "10, 10元整",
        "10, ''"
    })
    void refusesWrongWordsAmongThemTheKnownFaultsOfLibraries(String amount, String words) {
        assertThat(AmountInWords.matches(words, Money.parse(amount))).isFalse();
    }

    @Test
    void rejectsMoreThanTwoDecimalsInsteadOfCuttingThem() {
        assertThatThrownBy(() -> AmountInWords.of(Money.parse("1.005"))).isInstanceOf(MalformedValue.class);
    }

    @Test
    void endsBelowTenToTheSixteenthYuan() {
        assertThat(AmountInWords.of(new Money(999_999_999_999_999_999L))).startsWith("玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿");
        assertThatThrownBy(() -> AmountInWords.of(new Money(1_000_000_000_000_000_000L)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> AmountInWords.of(new Money(Long.MIN_VALUE))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void readsBackToTheSameAmount() {
        Seed seed = Seed.fresh();
        LongStream chance = seed.random().longs(5_000, -HIGHEST_FEN, HIGHEST_FEN + 1);
        LongStream manyZeros = seed.random().longs(5_000, 0, 1L << 28).map(AmountInWordsTest::spread);
        LongStream.concat(LongStream.concat(chance, manyZeros), boundaries()).forEach(fen -> {
            String words = AmountInWords.of(new Money(fen));
            assertThat(WordsReader.fen(words)).as("%s %s", words, seed).isEqualTo(fen);
            assertThat(AmountInWords.matches(words, new Money(fen)))
                    .as("%s %s", words, seed)
                    .isTrue();
            assertThat(AmountInWords.matches(words, new Money(fen + 1)))
                    .as("%s %s", words, seed)
                    .isFalse();
            assertThat(words).as("%s", seed).doesNotContain("零零", "亿万", "零元角").doesNotStartWith("拾");
        });
    }

    @Test
    void saysEverySmallAmountDifferently() {
        assertThat(LongStream.range(0, 50_000).mapToObj(fen -> AmountInWords.of(new Money(fen))))
                .doesNotHaveDuplicates();
    }

    /** Two bits decide each of 14 digits, so that every second digit or so is a zero. */
    private static long spread(long bits) {
        long fen = 0;
        for (int place = 0; place < 14; place++, bits >>= 2) {
            fen = fen * 10 + (bits & 1) * (1 + (bits >> 1 & 1) * 8);
        }
        return fen;
    }

    private static LongStream boundaries() {
        return LongStream.iterate(1, power -> power <= HIGHEST_FEN, power -> power * 10)
                .flatMap(power -> LongStream.of(power - 1, power, power + 1, power * 5, -power));
    }

    /** A second opinion that shares nothing with the writer: adds up what each character is worth. */
    private static final class WordsReader {

        static long fen(String words) {
            boolean negative = words.startsWith("负");
            long fen = 0;
            long section = 0;
            long digit = 0;
            for (char character : words.replace("负", "").toCharArray()) {
                int value = "零壹贰叁肆伍陆柒捌玖".indexOf(character);
                if (value >= 0) {
                    digit = value;
                    continue;
                }
                switch (character) {
                    case '拾' -> section += digit * 10;
                    case '佰' -> section += digit * 100;
                    case '仟' -> section += digit * 1000;
                    case '万' -> section = (section % 10_000 + digit) * 10_000 + section / 10_000 * 10_000;
                    case '亿' -> {
                        fen += (section + digit) * 100_000_000;
                        section = 0;
                    }
                    case '元' -> fen = (fen + section + digit) * 100;
                    case '角' -> fen += digit * 10;
                    case '分' -> fen += digit;
                    default -> assertThat(character).isEqualTo('整');
                }
                digit = 0;
            }
            return negative ? -fen : fen;
        }
    }
}
