package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseTextTest {

    @Test
    void makesFullWidthHalfWidthAndLeavesCharactersAlone() {
        assertThat(ChineseText.halfWidth("１１８．７３（ＡＢｃ）￥，：")).isEqualTo("118.73(ABc)¥,:");
        assertThat(ChineseText.halfWidth("𠮷㎡№、。金")).isEqualTo("𠮷㎡№、。金");
    }

    @Test
    void trimsEveryBlankThatUnicodeKnows() {
        assertThat(ChineseText.clean("\u3000 \u00a0\u200b\ufeff喻英然\u3000\t\r\n\u2003\u0000"))
                .isEqualTo("喻英然");
        assertThat(ChineseText.clean("John \u3000\n Smith")).isEqualTo("John Smith");
        assertThat(ChineseText.compact(" 建 筑\n面\u3000积（㎡） ")).isEqualTo("建筑面积(㎡)");
        assertThat(ChineseText.clean("\u3000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1#", "1栋", "1号楼", "1 号 楼", "１＃", "1幢", "1座", "1号", "1#楼", "#1", "1楼"})
    void readsEveryWayToWriteABuilding(String text) {
        assertThat(ChineseText.buildingCode(text)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"a座, A", "12栋, 12", "3-1#, 3-1", "栋, 栋", "'', ''"})
    void readsBuildingsWithOtherNames(String text, String code) {
        assertThat(ChineseText.buildingCode(text)).isEqualTo(code);
    }

    @Test
    void readsTextOfAnyLengthAtOnce() {
        String endless = "号".repeat(30_000);
        assertThat(ChineseText.buildingCode("1" + endless)).isEqualTo("1");
        assertThat(ChineseText.buildingCode(endless + "x")).hasSize(30_001);
        assertThat(ChineseText.roomCode(endless)).isEqualTo("号");
    }

    @Test
    void readsEntrancesAndRooms() {
        assertThat(ChineseText.entranceCode("2单元")).isEqualTo("2");
        assertThat(ChineseText.entranceCode("２")).isEqualTo("2");
        assertThat(ChineseText.roomCode("1201室")).isEqualTo("1201");
        assertThat(ChineseText.roomCode(" s01 ")).isEqualTo("S01");
        assertThat(ChineseText.roomCode("2-1802")).isEqualTo("2-1802");
    }

    @ParameterizedTest
    @CsvSource({
        "19900000001, 19900000001",
        "1.9900000001E10, 19900000001",
        "1.9900000001E+10, 19900000001",
        "1.99E10, 19900000000",
        "19900000001.0, 19900000001",
        "199-0000-0001, 19900000001",
        "199 0000 0001, 19900000001",
        "１９９００００００01, 19900000001",
        "+86 19900000001, 19900000001",
        "8619900000001, 19900000001",
        "0086-199-0000-0001, 19900000001",
        "(+86)19900000001, 19900000001",
        "010-00000078, 010-00000078",
        "(010) 0000 0078, 01000000078",
        "+852 0000 0089, +85200000089",
        "见备注, 见备注",
        "'', ''"
    })
    void readsPhonesAsTextAndAsNumbers(String text, String phone) {
        assertThat(ChineseText.phone(text)).isEqualTo(phone);
    }

    @Test
    void tellsMobilesFromOtherNumbers() {
        assertThat(ChineseText.isMobile("19900000001")).isTrue();
        assertThat(ChineseText.isMobile("010-00000078")).isFalse();
        assertThat(ChineseText.isMobile("1990000000")).isFalse();
    }

    @Test
    void sortsCodesAsPeopleCount() {
        List<String> counted = List.of(
                "1-1-101",
                "1-1-102",
                "1-1-1001",
                "1-2-101",
                "2-1-9",
                "2-1-10",
                "2-9",
                "2-10",
                "10-1",
                "C0002",
                "C0010",
                "S1",
                "s2",
                "S10");
        assertThat(counted.stream().sorted(Comparator.comparing(ChineseText::sortKey)))
                .containsExactlyElementsOf(counted);
        assertThat(ChineseText.sortKey("2-10")).isEqualTo("012-0210");
        assertThat(ChineseText.sortKey("C0010")).isEqualTo("C0210");
        assertThat(ChineseText.sortKey("0")).isEqualTo("010");
        assertThat(ChineseText.sortKey("9".repeat(120))).startsWith("999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999919900307008X", "999999188001010012", "999999195409043753", "999999196501021105"})
    void knowsARightIdentityNumber(String number) {
        assertThat(IdentityNumber.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "110105194912310021",
                "11010519491231002x",
                "999999195409043754",
                "99999919540904375",
                "999999900307001",
                "999999195413043756",
                "099999195409043753",
                "9999991954090437533",
                "９９９９９９195409043753"
            })
    void knowsAWrongIdentityNumber(String number) {
        assertThat(IdentityNumber.isValid(number)).isFalse();
    }

    @Test
    void refusesABirthdayThatDoesNotExistWhateverTheCheckCharacter() {
        assertThat("0123456789X".chars().mapToObj(check -> "99999920230230001" + (char) check))
                .noneMatch(IdentityNumber::isValid);
    }

    @Test
    void bringsAnIdentityNumberIntoNormalForm() {
        assertThat(IdentityNumber.normal(" 999999 19900307 008ｘ")).isEqualTo("99999919900307008X");
    }
}
