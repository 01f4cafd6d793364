package io.guanjia.residents;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The small invented estate of rules.md §16 that the tests know: rooms 1-1-101, 1-1-102 and 1-1-103, shop S01, the developer from
 * 2024-01-01, and a clerk who looks after it.
 */
final class Hamlet {

    static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static int count;

    final long community;
    final long clerk;
    final Map<String, Long> premises;
    final long developer;
    final long chen;
    final long wang;
    final long zhou;

    private Hamlet(long community, long clerk, Map<String, Long> premises, long[] people) {
        this.community = community;
        this.clerk = clerk;
        this.premises = premises;
        this.developer = people[0];
        this.chen = people[1];
        this.wang = people[2];
        this.zhou = people[3];
    }

    static Hamlet found(PremisesRegister register, People people, Developers developers) {
        count++;
        long community = Staff.community("小村 " + count);
        long clerk = Staff.hire("hamlet-clerk-" + count, community, "clerk");
        return Scopes.call(Staff.scope(clerk, community), () -> {
            long developer = people.add(community, PersonEntry.company("云溪置业有限公司", "01099990000"));
            developers.set(community, developer, START);
            long[] cast = {
                developer,
                people.add(community, PersonEntry.person("陈若英", "19900000001").identified("999999195409043753")),
                people.add(community, PersonEntry.person("王小明", "19900000002")),
                people.add(community, PersonEntry.person("周敏", "19900000003"))
            };
            return new Hamlet(community, clerk, build(register, community).ids(), cast);
        });
    }

    private static Saved build(PremisesRegister register, long community) {
        register.saveBuildings(community, List.of(new BuildingEntry("1", "1号楼", 18)));
        register.saveEntrances(community, List.of(new EntranceEntry("1", "1", 18, true)));
        return register.savePremises(
                community,
                List.of(
                        PremisesEntry.room("1", "1", "101").measuring(Area.parse("89.37"), START),
                        PremisesEntry.room("1", "1", "102").measuring(Area.parse("120.50"), START),
                        PremisesEntry.room("1", "1", "103").measuring(Area.parse("65.13"), START),
                        PremisesEntry.of(PremisesKind.SHOP, "S01").measuring(Area.parse("45.60"), START)));
    }

    long id(String code) {
        return premises.get(code);
    }

    Scope scope() {
        return Staff.scope(clerk, community);
    }

    <T> T asClerk(Supplier<T> work) {
        return Scopes.call(scope(), work);
    }

    void asClerk(Runnable work) {
        Scopes.run(scope(), work);
    }
}
