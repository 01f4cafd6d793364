package io.guanjia.workplace;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.ChangeWords;
import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Texts;
import io.guanjia.workplace.Happening.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything that happened to one household, newest first, read from where each room keeps it, in one statement. */
@Component
@Transactional(readOnly = true)
class Happenings {

    private static final Set<Kind> OF_PREMISES =
            EnumSet.of(Kind.DELIVERY, Kind.AREA, Kind.STATUS, Kind.IMPORT, Kind.RECORD);
    private static final Set<Kind> OF_PEOPLE = EnumSet.of(Kind.OWNERSHIP, Kind.TENANCY, Kind.UNMASKING, Kind.FILE);
    private static final Set<Kind> OF_MONEY = EnumSet.of(Kind.CHARGE, Kind.PAYMENT, Kind.VOID);
    private static final String SINCE_EVER = "~";

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final ChangeWords words;
    private final Texts texts;
    private final Clock clock;

    Happenings(DSLContext db, Access access, AuditTrail audit, ChangeWords words, Texts texts, Clock clock) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.words = words;
        this.texts = texts;
        this.clock = clock;
    }

    /** What the person may know of a household there. */
    Set<Kind> kinds(long community) {
        access.require(Permission.ESTATE_READ, community);
        Set<Kind> kinds = EnumSet.copyOf(OF_PREMISES);
        if (access.may(Permission.RESIDENTS_READ, community)) {
            kinds.addAll(OF_PEOPLE);
        }
        if (access.may(Permission.BILLING_READ, community)) {
            kinds.addAll(OF_MONEY);
        }
        return kinds;
    }

    /** @param kind as it stands in an address; null for everything */
    Page<Happening> page(long community, long premises, @Nullable String kind, Paging paging) {
        Set<Kind> wanted = kinds(community);
        if (kind != null && !kind.isBlank()) {
            wanted.retainAll(Kind.named(kind));
        }
        if (wanted.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Cursor after = paging.after();
        List<Happening> rows = db.resultQuery(
                        HappeningsSql.of(wanted),
                        Sql.arguments(
                                community,
                                premises,
                                String.valueOf(premises),
                                after == null ? latest() : instant(after),
                                after == null ? SINCE_EVER : after.text(1),
                                wanted.stream().map(Enum::name).toArray(String[]::new),
                                paging.rows()))
                .fetch(this::happening);
        return paging.page(rows, Happening::cursor);
    }

    private OffsetDateTime latest() {
        return clock.instant().plusSeconds(1).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime instant(Cursor after) {
        try {
            return Instant.parse(after.text(0)).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException made) {
            throw new InvalidInput("after", "cursor-malformed");
        }
    }

    private Happening happening(Record r) {
        Long fen = r.get(6, Long.class);
        return new Happening(
                Objects.requireNonNull(r.get(0, OffsetDateTime.class)).toInstant(),
                Kind.valueOf(r.get(1, String.class)),
                r.get(2, String.class),
                r.get(3, String.class),
                Objects.requireNonNullElseGet(r.get(5, String.class), () -> texts.of("estate.the-house")),
                fen == null ? null : new Money(fen),
                detail(r),
                r.get(8, String.class));
    }

    /** Words of the row itself, what the trail says changed, and why. */
    private @Nullable String detail(Record r) {
        String reason = r.get(9, String.class);
        String changes = words.inOneLine(audit.changes(r.get(10, JSONB.class), r.get(11, JSONB.class)), reason);
        String all = Stream.of(coded(r.get(7, String.class), r.get(4, String.class)), changes, reason)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
        return all.isEmpty() ? null : all;
    }

    /** @param prefix of the message keys of a code that stands before the words, as {@code PHONE|…} */
    private @Nullable String coded(@Nullable String detail, @Nullable String prefix) {
        if (detail == null || prefix == null) {
            return detail;
        }
        int end = detail.indexOf('|');
        String code = detail.substring(0, end);
        return texts.known(prefix + code).orElse(code) + detail.substring(end + 1);
    }
}
