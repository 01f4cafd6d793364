package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.db.residents.enums.MergeMoveKind;
import io.guanjia.db.residents.tables.records.PersonMergeRecord;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.identity.Access;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a merge writes in the register, and takes back: whose the rows are, the chosen values, who answers for the premises. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergedRegister {

    private final DSLContext db;
    private final Access access;
    private final Clock clock;
    private final MergeTables tables;
    private final OwnershipTables ownerships;
    private final InitialsTables initials;
    private final Households households;

    MergedRegister(
            DSLContext db,
            Access access,
            Clock clock,
            MergeTables tables,
            OwnershipTables ownerships,
            InitialsTables initials,
            Households households) {
        this.db = db;
        this.access = access;
        this.clock = clock;
        this.tables = tables;
        this.ownerships = ownerships;
        this.initials = initials;
        this.households = households;
    }

    void carry(PersonMergeRecord row, PersonRecord duplicate, PersonRecord survivor) {
        keep(row, survivor);
        tables.shared(row.getCommunityId(), row.getDuplicateId(), row.getSurvivorId())
                .forEach(shared -> joinOwners(row, shared));
        tables.carry(row);
        choose(row, duplicate, survivor);
        refresh(row);
    }

    private static void keep(PersonMergeRecord row, PersonRecord survivor) {
        row.setWasName(survivor.getName());
        row.setWasGender(survivor.getGender());
        row.setWasPhone(survivor.getPhone());
        row.setWasIdentityCipher(survivor.getIdentityCipher());
        row.setWasIdentityHash(survivor.getIdentityHash());
        row.setLeftVersion(survivor.getVersion() + 1);
    }

    /** Both owned it together: it becomes a new version with one of them, billed if either was. */
    private void joinOwners(PersonMergeRecord row, MergeTables.Shared shared) {
        long community = row.getCommunityId();
        Ownership old =
                ownerships
                        .of(community, List.of(shared.premisesId()))
                        .getOrDefault(shared.premisesId(), List.of())
                        .stream()
                        .filter(one -> one.id() == shared.ownershipId())
                        .findFirst()
                        .orElseThrow();
        Map<Long, Boolean> owners = new LinkedHashMap<>();
        old.shares()
                .forEach(share -> owners.merge(
                        share.personId() == row.getDuplicateId() ? row.getSurvivorId() : share.personId(),
                        share.billed(),
                        Boolean::logicalOr));
        ownerships.voidAll(community, List.of(old.id()), access.actor(), clock.instant(), row.getReason());
        OwnershipEntry entry = new OwnershipEntry(
                shared.premisesId(),
                old.span().from(),
                owners.entrySet().stream()
                        .map(owner -> new Owner(owner.getKey(), owner.getValue()))
                        .toList());
        ownerships.begin(
                community, List.of(new OwnershipTables.Begun(entry, old.span().to())), access.actor(), clock.instant());
        tables.note(community, row.getId(), MergeMoveKind.OWNERSHIP_VOIDED, old.id(), shared.premisesId());
        tables.note(
                community, row.getId(), MergeMoveKind.OWNERSHIP_BEGUN, begun(community, entry), shared.premisesId());
    }

    private long begun(long community, OwnershipEntry entry) {
        return db.select(OWNERSHIP.ID)
                .from(OWNERSHIP)
                .where(OWNERSHIP.COMMUNITY_ID.eq(community), OWNERSHIP.PREMISES_ID.eq(entry.premisesId()))
                .and(OWNERSHIP.FROM_ON.eq(entry.from()))
                .and(OWNERSHIP.VOIDED_AT.isNull())
                .fetchSingle()
                .value1();
    }

    private void choose(PersonMergeRecord row, PersonRecord duplicate, PersonRecord survivor) {
        Set<Merging.Field> taken =
                Arrays.stream(row.getTaken()).map(Merging.Field::valueOf).collect(Collectors.toSet());
        PersonRecord chosen = new PersonRecord();
        chosen.setName(taken.contains(Merging.Field.NAME) ? duplicate.getName() : survivor.getName());
        chosen.setGender(taken.contains(Merging.Field.GENDER) ? duplicate.getGender() : survivor.getGender());
        chosen.setPhone(taken.contains(Merging.Field.PHONE) ? duplicate.getPhone() : survivor.getPhone());
        PersonRecord identified = taken.contains(Merging.Field.IDENTITY) ? duplicate : survivor;
        chosen.setIdentityCipher(identified.getIdentityCipher());
        chosen.setIdentityHash(identified.getIdentityHash());
        chosen.setVersion(row.getLeftVersion());
        write(row, chosen);
    }

    /** @throws MergeStands when what was carried over is not as the merge left it */
    void undo(PersonMergeRecord row, PersonRecord survivor, String reason) {
        Collection<Long> premises = tables.carriedPremises(row);
        int left = tables.carryBack(row, access.actor(), clock.instant(), reason);
        if (left > 0) {
            throw new MergeStands(left);
        }
        if (survivor.getVersion().equals(row.getLeftVersion())) {
            PersonRecord was = new PersonRecord();
            was.setName(row.getWasName());
            was.setGender(row.getWasGender());
            was.setPhone(row.getWasPhone());
            was.setIdentityCipher(row.getWasIdentityCipher());
            was.setIdentityHash(row.getWasIdentityHash());
            was.setVersion(survivor.getVersion() + 1);
            write(row, was);
        }
        refresh(row, premises);
    }

    private void write(PersonMergeRecord row, PersonRecord values) {
        db.update(PERSON)
                .set(values)
                .where(PERSON.COMMUNITY_ID.eq(row.getCommunityId()), PERSON.ID.eq(row.getSurvivorId()))
                .execute();
        initials.refresh(row.getCommunityId(), List.of(row.getSurvivorId()));
    }

    private void refresh(PersonMergeRecord row) {
        refresh(row, tables.carriedPremises(row));
    }

    private void refresh(PersonMergeRecord row, Collection<Long> premises) {
        if (tables.carriedDeveloper(row)) {
            households.refreshAll(row.getCommunityId());
        } else {
            households.refresh(row.getCommunityId(), premises);
        }
    }
}
