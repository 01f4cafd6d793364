package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.estate.ChangedMeanwhile;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
@Tag("T1CLERK-01")
class PeopleTest {

    private static final String NUMBER = "999999195507140725";

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    IdentityKeyFits fits;

    Hamlet hamlet;

    @BeforeEach
    void foundAHamlet() {
        hamlet = Hamlet.found(register, people, developers);
    }

    @Test
    void keepsIdentityNumbersOutOfTheDatabase() {
        long id = add(PersonEntry.person("袁艳秀", "199-0000-0002").identified(NUMBER));
        var row = TestDatabases.current()
                .owner()
                .fetchOne("select identity_cipher, identity_hash, phone from residents.person where id = ?", id);
        assertThat(row).isNotNull();
        assertThat(new String(row.get(0, byte[].class), StandardCharsets.ISO_8859_1))
                .doesNotContain(NUMBER);
        assertThat(row.get(1, byte[].class)).hasSize(32);
        assertThat(row.get(2)).isEqualTo("19900000002");
        assertThat(hamlet.asClerk(() -> people.get(hamlet.community, id)).identityMasked())
                .isEqualTo("999***********0725");
    }

    @Test
    void doesNotOpenTheHouseWithAnotherKeyFile(@TempDir Path folder) {
        add(PersonEntry.person("袁艳秀", null).identified(NUMBER));
        fits.afterSingletonsInstantiated();
        IdentityNumbers another = new IdentityNumbers(folder.resolve("identity.key"));
        assertThatThrownBy(() -> fits.check(List.of(hamlet.community), another))
                .isInstanceOf(IdentityKeyFits.AnotherKey.class)
                .hasMessageContaining("backup");
    }

    @Test
    void encryptsEqualNumbersDifferentlyAndHashesThemAlike() {
        long one = add(PersonEntry.person("袁艳秀", null).identified(NUMBER));
        Hamlet other = Hamlet.found(register, people, developers);
        long two = other.asClerk(() ->
                people.add(other.community, PersonEntry.person("袁艳秀", null).identified(NUMBER)));
        var rows = TestDatabases.current()
                .owner()
                .fetch("select identity_cipher, identity_hash from residents.person where id in (?, ?)", one, two);
        assertThat(rows.get(0).get(0, byte[].class)).isNotEqualTo(rows.get(1).get(0, byte[].class));
        assertThat(rows.get(0).get(1, byte[].class)).isNotEqualTo(rows.get(1).get(1, byte[].class));
        assertThat(search(NUMBER)).containsExactly("袁*秀 null");
    }

    @Test
    void refusesAnIdentityNumberWhoseCheckCharacterIsWrong() {
        assertThatThrownBy(() -> add(PersonEntry.person("袁艳秀", null).identified("999999195507140726")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("identityNumber: identity-number-wrong");
        assertThatThrownBy(() -> add(PersonEntry.person(" ", "电话").identified("1")))
                .hasMessage("name: person-name, phone: phone-malformed, identityNumber: identity-number-wrong");
    }

    @Test
    void refusesASecondPersonWithTheSameNumber() {
        assertThatThrownBy(() -> add(PersonEntry.person("陈某", null).identified("999999195409043753")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("identityNumber: identity-number-known");
    }

    @Test
    void masksPeopleInLists() {
        assertThat(search("")).contains("云溪置业有限公司 *********00", "陈*英 199****0001", "周* 199****0003");
        assertThat(search("0003")).containsExactly("周* 199****0003");
        assertThat(search("19900000002")).containsExactly("王*明 199****0002");
        assertThat(search("王小")).containsExactly("王*明 199****0002");
        assertThat(search("小明")).isEmpty();
    }

    @Test
    void tellsTheLoserOfARaceWhoChangedWhat() {
        PersonEntry renamed = PersonEntry.person("王晓明", "19900000002");
        hamlet.asClerk(() -> people.edit(hamlet.community, hamlet.wang, 0, renamed));
        assertThatThrownBy(() -> hamlet.asClerk(
                        () -> people.edit(hamlet.community, hamlet.wang, 0, PersonEntry.person("王小明", "19900000009"))))
                .isInstanceOfSatisfying(
                        ChangedMeanwhile.class,
                        refusal -> assertThat(refusal.arguments()).hasSize(3));
        assertThat(hamlet.asClerk(() -> people.get(hamlet.community, hamlet.wang))
                        .phone())
                .isEqualTo("19900000002");
    }

    @Test
    void keepsTheNumberWhenAnEditLeavesItBlank() {
        hamlet.asClerk(() -> people.edit(hamlet.community, hamlet.chen, 0, PersonEntry.person("陈若英", "19900000011")));
        assertThat(hamlet.asClerk(() -> people.get(hamlet.community, hamlet.chen))
                        .identityMasked())
                .isEqualTo("999***********3753");
        assertThat(trail(hamlet.chen)).contains("person-edited null");
    }

    @Test
    void savesAWorkbookOnceHoweverOftenItComes() {
        List<PersonEntry> rows = List.of(
                PersonEntry.person("喻英然", "19900000013")
                        .identified("999999195704216434")
                        .being(Gender.MALE)
                        .imported("3"),
                PersonEntry.person("尤敏怡", "１９９０００００１４").imported("5"));
        Saved first = hamlet.asClerk(() -> people.saveAll(hamlet.community, rows));
        assertThat(first.created()).isEqualTo(2);
        Saved again = hamlet.asClerk(() -> people.saveAll(hamlet.community, rows));
        assertThat(again).isEqualTo(new Saved(0, 0, first.ids()));
        List<PersonEntry> changed =
                List.of(rows.get(0), PersonEntry.person("尤敏怡", "19900000099").imported("5"));
        assertThat(hamlet.asClerk(() -> people.saveAll(hamlet.community, changed))
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void namesEveryRowOfAWorkbookThatIsWrong() {
        List<PersonEntry> rows = List.of(
                PersonEntry.person("喻英然", null).imported("3"),
                PersonEntry.person("尤敏怡", null).identified("999999195710105740").imported("5"),
                PersonEntry.person("", null).imported("3"));
        assertThatThrownBy(() -> hamlet.asClerk(() -> people.saveAll(hamlet.community, rows)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[1].identityNumber: identity-number-wrong")
                .hasMessageContaining("[2].importKey: import-key-missing-or-twice")
                .hasMessageContaining("[2].name: person-name");
    }

    @Test
    void showsNobodyOfAnotherCommunity() {
        Hamlet other = Hamlet.found(register, people, developers);
        other.asClerk(() -> {
            assertThatThrownBy(() -> people.get(hamlet.community, hamlet.chen)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> people.get(other.community, hamlet.chen)).isInstanceOf(NotFound.class);
        });
    }

    private long add(PersonEntry entry) {
        return hamlet.asClerk(() -> people.add(hamlet.community, entry));
    }

    private List<String> search(String query) {
        return hamlet.asClerk(() -> people.page(hamlet.community, query, new Paging(50, null)).items().stream()
                .map(line -> line.name() + " " + line.phone())
                .toList());
    }

    private List<String> trail(long person) {
        return TestDatabases.current()
                .owner()
                .fetch(
                        "select action || ' ' || coalesce(reason, 'null') from audit.entry where subject_kind = 'person' and subject_id = ?",
                        String.valueOf(person))
                .getValues(0, String.class);
    }
}
