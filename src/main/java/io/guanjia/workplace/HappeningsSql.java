package io.guanjia.workplace;

import io.guanjia.workplace.Happening.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement of {@link Happenings}: places {0} community, {1} premises, {2} premises as text, {3} and {4} time and key before
 * which, {5} kinds, {6} rows. Every part finds its rows by an index that begins with community and premises; charges, of which a
 * household has the most, are read from their newest on and no further than the page. Columns: at, kind, key, what, prefix of a
 * code in the detail, who, amount, detail, reference, reason, before, after. What happened at one time is told in the order of the first character of the key.
 */
final class HappeningsSql {

    private static final Map<Kind, String> PARTS = new EnumMap<>(Kind.class);

    private static final String FACTS =
            "null::bigint as fen, %s as detail, %s as ref, %s as reason, null::jsonb as before, null::jsonb as after";

    private static final String TRAIL = """
            select a.at, case when a.action in ('premises-delivered', 'delivery-corrected') then 'DELIVERY'
                    when a.action = 'premises-measured' then 'AREA' when a.action = 'premises-edited' then 'STATUS'
                    when a.action like 'ownership%' then 'OWNERSHIP' when a.action like 'tenanc%' then 'TENANCY' else 'RECORD' end as kind,
                '4' || lpad(a.id::text, 19, '0') as key, a.action as what, null as prefix, a.actor_id, a.actor_name as who,
                null::bigint as fen, null as detail, null as ref, a.reason, a.before, a.after
            from audit.entry a where a.subject_kind = 'premises' and a.subject_id = {2} and a.community_id = {0}
                and a.action not in ('premises-added', 'ownership-begun', 'ownership-undone', 'tenancy-begun', 'tenancy-undone',
                    'file-added', 'file-withdrawn')""";

    static {
        PARTS.put(
                Kind.RECORD,
                "select p.created_at, 'RECORD', '0', 'premises-added', null, null::bigint, null, "
                        + FACTS.formatted("p.code", "null", "null")
                        + " from estate.premises p where p.community_id = {0} and p.id = {1}");
        PARTS.put(Kind.OWNERSHIP, tie("OWNERSHIP", "ownership", """
                (select string_agg(n.name, '、' order by w.billed desc, w.person_id) from residents.ownership_owner w
                    join residents.person n on n.community_id = {0} and n.id = w.person_id
                    where w.community_id = {0} and w.ownership_id = t.id)"""));
        PARTS.put(Kind.TENANCY, tie("TENANCY", "tenancy", """
                (select n.name from residents.person n where n.community_id = {0} and n.id = t.tenant_id)"""));
        PARTS.put(Kind.CHARGE, """
                select * from (select c.posted_at, 'CHARGE', '5' || lpad(c.id::text, 19, '0'), 'charge-posted', null,
                        coalesce(b.posted_by, f.posted_by), null, c.amount_fen, i.name || ' ' || to_char(c.month, 'YYYY-MM'), c.id::text,
                        null, null::jsonb, null::jsonb
                    from billing.charge c join billing.charge_item i on i.community_id = {0} and i.id = c.item_id
                    left join billing.bill_run b on b.community_id = {0} and b.id = c.bill_run_id
                    left join billing.one_off_charge f on f.community_id = {0} and f.id = c.one_off_id
                    where c.community_id = {0} and c.premises_id = {1}
                        and (c.posted_at, '5' || lpad(c.id::text, 19, '0') collate "C") < ({3}, {4}) order by c.id desc limit {6}) posted
                union all
                select coalesce(b.reversed_at, f.reversed_at, c.reversed_on::timestamptz), 'CHARGE', '6' || lpad(c.id::text, 19, '0'),
                    'charge-reversed', null, coalesce(b.reversed_by, f.reversed_by), null, -c.amount_fen,
                    i.name || ' ' || to_char(c.month, 'YYYY-MM'), c.id::text, coalesce(b.reversal_reason, f.reversal_reason),
                    null::jsonb, null::jsonb
                from billing.charge c join billing.charge_item i on i.community_id = {0} and i.id = c.item_id
                left join billing.bill_run b on b.community_id = {0} and b.id = c.bill_run_id
                left join billing.one_off_charge f on f.community_id = {0} and f.id = c.one_off_id
                where c.community_id = {0} and c.premises_id = {1} and c.reversed_on is not null""");
        PARTS.put(
                Kind.PAYMENT,
                paid(
                        "p.paid_at, 'PAYMENT', '7' || lpad(p.id::text, 19, '0'), 'payment-taken', null, p.collector_id, null,"
                                + " m.allocated_fen + m.prepaid_fen, coalesce(r.number || ' · ', '') || p.payer_name, p.id::text, null",
                        "true"));
        PARTS.put(
                Kind.VOID,
                paid(
                                "p.voided_at, 'VOID', '9' || lpad(p.id::text, 19, '0'), 'receipt-voided', null, r.void_confirmed_by, null,"
                                        + " -(m.allocated_fen + m.prepaid_fen), r.number, p.id::text, r.void_reason",
                                "p.voided_at is not null")
                        + " union all "
                        + paid(
                                "r.void_requested_at, 'VOID', '8' || lpad(p.id::text, 19, '0'), 'receipt-void-requested', null,"
                                        + " r.void_requested_by, null, null::bigint, r.number, p.id::text, r.void_reason",
                                "r.void_requested_at is not null"));
        PARTS.put(
                Kind.IMPORT,
                "select b.applied_at, 'IMPORT', '1' || lpad(b.id::text, 19, '0'), 'import-applied', null, b.applied_by, null, "
                        + FACTS.formatted("f.name", "b.id::text", "null") + """
                 from imports.batch b left join jobs.job j on j.id = b.job_id join files.file f on f.community_id = {0} and f.id = b.file_id
                where b.community_id = {0} and b.state = 'APPLIED' and exists (
                    select from estate.premises p where p.community_id = {0} and p.id = {1}
                        and p.created_at between coalesce(j.started_at, b.created_at) and b.applied_at
                    union all select from residents.ownership o where o.community_id = {0} and o.premises_id = {1}
                        and o.created_at between coalesce(j.started_at, b.created_at) and b.applied_at)""");
        PARTS.put(Kind.UNMASKING, """
                select u.at, 'UNMASKING', 'u' || lpad(u.id::text, 19, '0'), 'person-unmasked', 'residents.unmasking.field.', u.actor_id, null,
                    null::bigint, u.field || '| ' || n.name, u.person_id::text, u.words, null::jsonb, null::jsonb
                from residents.unmasking u join residents.person n on n.community_id = {0} and n.id = u.person_id
                where u.community_id = {0} and (u.premises_id = {1} or u.person_id in (
                    select w.person_id from residents.ownership o
                        join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
                        where o.community_id = {0} and o.premises_id = {1} and o.voided_at is null
                    union all select t.tenant_id from residents.tenancy t
                        where t.community_id = {0} and t.premises_id = {1} and t.voided_at is null))""");
        PARTS.put(
                Kind.FILE,
                file("d.added_at", "fa", "file-added", "d.added_by", "d.note", "true")
                        + " union all "
                        + file(
                                "d.withdrawn_at",
                                "fw",
                                "file-withdrawn",
                                "d.withdrawn_by",
                                "d.withdraw_reason",
                                "d.withdrawn_at is not null"));
    }

    private HappeningsSql() {}

    static String of(Set<Kind> kinds) {
        String parts = kinds.stream()
                .filter(PARTS::containsKey)
                .map(PARTS::get)
                .collect(Collectors.joining(" union all ", TRAIL + " union all ", ""));
        return """
                select e.at, e.kind, e.key, e.what, e.prefix, coalesce(e.who, a.name), e.fen, e.detail, e.ref, e.reason, e.before, e.after
                from (select * from (""" + parts + """
                ) every_one where (at, key collate "C") < ({3}, {4}) and kind = any ({5}) order by at desc, key collate "C" desc limit {6}) e
                left join identity.account a on a.id = e.actor_id order by e.at desc, e.key collate "C" desc""";
    }

    /** Begun, and voided where it was a mistake. */
    private static String tie(String kind, String table, String names) {
        String words = names + " || ' ' || t.from_on || coalesce(' – ' || t.to_on, '')";
        String begun =
                "select t.created_at, '%1$s', '%3$sb' || lpad(t.id::text, 19, '0'), '%2$s-begun', null, t.created_by, null, "
                        + FACTS.formatted(words, "null", "null")
                        + " from residents.%2$s t where t.community_id = {0} and t.premises_id = {1}";
        String undone =
                "select t.voided_at, '%1$s', '%3$sv' || lpad(t.id::text, 19, '0'), '%2$s-undone', null, t.voided_by, null, "
                        + FACTS.formatted(words, "null", "t.void_reason")
                        + " from residents.%2$s t where t.community_id = {0} and t.premises_id = {1} and t.voided_at is not null";
        return (begun + " union all " + undone).formatted(kind, table, kind.equals("OWNERSHIP") ? "2" : "3");
    }

    private static String paid(String columns, String which) {
        return "select " + columns + """
                , null::jsonb, null::jsonb from cashier.payment_premises m
                join cashier.payment p on p.community_id = {0} and p.id = m.payment_id
                left join cashier.receipt r on r.community_id = {0} and r.payment_id = p.id
                where m.community_id = {0} and m.premises_id = {1} and\s""" + which;
    }

    private static String file(String at, String key, String what, String who, String reason, String which) {
        return "select " + at + ", 'FILE', '" + key + "' || lpad(d.id::text, 19, '0'), '" + what
                + "', 'residents.dossier.kind.', " + who
                + ", null, null::bigint, d.kind || '| ' || f.name, null, " + reason + """
                , null::jsonb, null::jsonb from residents.dossier_file d join files.file f on f.community_id = {0} and f.id = d.file_id
                where d.community_id = {0} and d.premises_id = {1} and\s""" + which;
    }
}
