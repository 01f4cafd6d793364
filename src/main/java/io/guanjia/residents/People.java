package io.guanjia.residents;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.estate.ChangedMeanwhile;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Masked;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.SQL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people and companies of a community: owners, tenants, the developer. */
@Component
@Transactional
public class People {

    static final String SUBJECT = "person";

    private final PersonTables tables;
    private final IdentityNumbers numbers;
    private final Redirects redirects;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    People(
            PersonTables tables,
            IdentityNumbers numbers,
            Redirects redirects,
            Access access,
            AuditTrail audit,
            Clock clock) {
        this.tables = tables;
        this.numbers = numbers;
        this.redirects = redirects;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws NotFound also when the person belongs to another community */
    @Transactional(readOnly = true)
    public Person get(long community, long id) {
        access.require(Permission.RESIDENTS_READ, community);
        return person(row(community, id));
    }

    /**
     * Masked, in the order in which they came.
     *
     * @param query beginning of the name, last four digits of the phone, whole phone or whole identity number
     */
    @Transactional(readOnly = true)
    public Page<PersonLine> page(long community, @Nullable String query, Paging paging) {
        access.require(Permission.RESIDENTS_READ, community);
        return paging.page(tables.slice(community, query, paging), last -> Cursor.of(last.id()));
    }

    public long add(long community, PersonEntry entry) {
        access.require(Permission.RESIDENTS_WRITE, community);
        PersonEntry checked = PersonRules.checked(entry);
        refuseKnown(community, checked, 0);
        long id = tables.insert(community, checked, clock.instant());
        audit.record(community, "person-added", SUBJECT, id, null, shown(row(community, id)), null);
        return id;
    }

    /**
     * @param version as it was read
     * @throws ChangedMeanwhile when somebody else was faster; it says who changed what
     */
    public void edit(long community, long id, int version, PersonEntry entry) {
        access.require(Permission.RESIDENTS_WRITE, community);
        PersonEntry checked = PersonRules.checked(entry);
        PersonRecord before = row(community, id);
        redirects.refuse(community, List.of(id));
        refuseKnown(community, checked, id);
        if (tables.update(community, id, version, checked) == 0) {
            throw ChangedMeanwhile.of(audit, community, SUBJECT, id);
        }
        Shown after = shown(row(community, id)).beside(before, checked);
        audit.record(community, "person-edited", SUBJECT, id, shown(before), after, null);
    }

    /**
     * A whole workbook at once: entries are known by their {@code importKey}; blank fields leave what is stored; the same entries
     * again change nothing.
     *
     * @throws InvalidInput with fields {@code [n].name} for every entry that may not be stored so
     */
    public Saved saveAll(long community, List<PersonEntry> entries) {
        access.require(Permission.RESIDENTS_WRITE, community);
        List<PersonEntry> checked = PeopleChecked.all(entries);
        Set<Long> changed = tables.changeImported(community, checked);
        Set<Long> created = tables.insertImported(community, checked, clock.instant());
        recordSaved(community, created.size(), changed.size());
        return new Saved(created.size(), changed.size(), tables.idsByKey(community, checked));
    }

    /**
     * As {@link #saveAll}, straight from what the caller has staged: one statement, however many.
     *
     * @param rows a query of the caller's own, each key once: {@code import_key, kind, name, gender, phone, identity_cipher,
     *     identity_hash} (see {@link IdentitySeal}) in the form in which they are stored, and {@code place}, their order
     * @return the ids of those who were known by their key and differ now
     */
    public Set<Long> saveStaged(long community, SQL rows) {
        access.require(Permission.RESIDENTS_WRITE, community);
        Set<Long> changed = tables.changeImported(community, rows);
        Set<Long> created = tables.insertImported(community, rows, clock.instant());
        recordSaved(community, created.size(), changed.size());
        return changed;
    }

    /** As {@link #changeAll}, straight from what the caller has staged; each {@code import_key} is an id. */
    public Set<Long> changeStaged(long community, SQL rows) {
        access.require(Permission.RESIDENTS_WRITE, community);
        Set<Long> changed = tables.changeKnown(community, rows);
        recordSaved(community, 0, changed.size());
        return changed;
    }

    private void recordSaved(long community, int created, int changed) {
        if (created + changed == 0) return;
        audit.record(
                community,
                "people-saved",
                "community",
                community,
                null,
                Map.of("created", created, "changed", changed),
                null);
    }

    /**
     * A workbook says more of people who are known; blank fields leave what is stored.
     *
     * @return how many differ now
     */
    public int changeAll(long community, Map<Long, PersonEntry> known) {
        access.require(Permission.RESIDENTS_WRITE, community);
        List<PersonEntry> checked = PeopleChecked.all(known.entrySet().stream()
                .map(one -> one.getValue().imported(String.valueOf(one.getKey())))
                .toList());
        Set<Long> changed = tables.changeKnown(community, checked);
        recordSaved(community, 0, changed.size());
        return changed.size();
    }

    /** What is derived from names goes with them when an import is taken back; {@link #derive} gives it to those who remain. */
    public void forgetDerived(long community, List<Long> people) {
        access.require(Permission.RESIDENTS_WRITE, community);
        tables.forgetInitials(community, people);
    }

    public void derive(long community, List<Long> people) {
        access.require(Permission.RESIDENTS_WRITE, community);
        tables.readInitials(community, people);
    }

    /**
     * For whoever is about to write something new in that name.
     *
     * @throws PersonMerged when it is somebody else's by now
     */
    Person standing(long community, long id) {
        Person person = get(community, id);
        redirects.refuse(community, List.of(id));
        return person;
    }

    private PersonRecord row(long community, long id) {
        return tables.row(community, id).orElseThrow(() -> new NotFound(SUBJECT, id));
    }

    private void refuseKnown(long community, PersonEntry entry, long except) {
        tables.nameOfOther(community, entry.identityNumber(), except).ifPresent(name -> {
            throw new InvalidInput("identityNumber", "identity-number-known", Masked.name(name));
        });
    }

    private Person person(PersonRecord r) {
        String number = number(r);
        return new Person(
                r.getId(),
                r.getKind(),
                r.getName(),
                r.getGender() == null ? null : Gender.valueOf(r.getGender()),
                r.getPhone(),
                number == null ? null : Masked.identityNumber(number),
                r.getVersion());
    }

    private @Nullable String number(PersonRecord r) {
        return r.getIdentityCipher() == null ? null : numbers.decrypt(r.getCommunityId(), r.getIdentityCipher());
    }

    private Shown shown(PersonRecord r) {
        Person person = person(r);
        return new Shown(
                person.kind().getLiteral(),
                person.name(),
                person.gender(),
                person.phone() == null ? null : Masked.phone(person.phone()),
                person.identityMasked());
    }

    /** What the trail may keep of a person. */
    private record Shown(
            String kind,
            String name,
            @Nullable Gender gender,
            @Nullable String phone,
            @Nullable String identityNumber) {

        /** A change that the mask would hide is marked. */
        Shown beside(PersonRecord before, PersonEntry after) {
            boolean hidden = before.getPhone() != null
                    && phone != null
                    && !Objects.equals(before.getPhone(), after.phone())
                    && Masked.phone(before.getPhone()).equals(phone);
            return hidden ? new Shown(kind, name, gender, phone + " ≠", identityNumber) : this;
        }
    }
}
