package io.guanjia.residents;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.residents.Merging.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Two people side by side, masked (rules.md §13): enough to decide whether they are one, and whose values stay. */
@Component
@Transactional(readOnly = true)
class Lookalikes {

    private final People people;
    private final PremisesOfPerson premises;
    private final Vehicles vehicles;
    private final Access access;
    private final ObjectProvider<MoneyOfPeople> money;

    Lookalikes(
            People people,
            PremisesOfPerson premises,
            Vehicles vehicles,
            Access access,
            ObjectProvider<MoneyOfPeople> money) {
        this.people = people;
        this.premises = premises;
        this.vehicles = vehicles;
        this.access = access;
        this.money = money;
    }

    /** @param hasMoney charges or prepayments stand in that name */
    record Side(Person person, List<PremisesOfPerson.Tie> ties, List<Vehicle> vehicles, boolean hasMoney) {

        @Nullable
        Object value(Field field) {
            return switch (field) {
                case NAME -> person.name();
                case GENDER -> person.gender();
                case PHONE -> person.phone();
                case IDENTITY -> person.identityMasked();
            };
        }

        public PersonLine masked() {
            return person.masked();
        }
    }

    record Pair(Side one, Side other) {

        public List<Side> sides() {
            return List.of(one, other);
        }

        public boolean hasMoney() {
            return one.hasMoney() || other.hasMoney();
        }

        /** Whose value stays unless somebody says otherwise: the first one's if there is one. */
        long better(Field field) {
            return one.value(field) == null && other.value(field) != null
                    ? other.person().id()
                    : one.person().id();
        }

        public boolean differs(String field) {
            return !java.util.Objects.equals(one.value(Field.valueOf(field)), other.value(Field.valueOf(field)));
        }
    }

    Pair of(long community, long one, long other) {
        access.require(Permission.RESIDENTS_READ, community);
        return new Pair(side(community, one), side(community, other));
    }

    private Side side(long community, long id) {
        return new Side(
                people.get(community, id),
                premises.of(community, id),
                vehicles.of(community, List.of(id), null),
                money.stream().anyMatch(one -> one.any(community, id)));
    }
}
