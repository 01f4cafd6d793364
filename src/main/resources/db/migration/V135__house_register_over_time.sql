-- 房屋管理台帐: each change of a premises' status is a row with its day, who and why (rules.md §11). A status holds from its day until
-- the next standing change, so that two can never overlap and no day is left out; a correction is a new row that replaces the old.
create type estate.status_cause as enum ('ENTERED', 'IMPORT', 'DELIVERY', 'OWNERSHIP', 'TENANCY', 'VACANCY');
create table estate.status_change (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    status estate.premises_status not null,
    from_on date,                    -- null: as far back as anybody knows
    cause estate.status_cause not null,
    source_id bigint,                -- the tenancy or vacancy that brought it
    reason text,
    corrects_id bigint,              -- the version of the same change that it replaces
    entered_at timestamptz not null,
    entered_by bigint,
    replaced_at timestamptz,         -- null: it stands
    replaced_by bigint,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    check (cause <> 'ENTERED' or (reason is not null and from_on is not null))
);
create unique index status_change_once_a_day on estate.status_change (community_id, premises_id, from_on) nulls not distinct
    where replaced_at is null;
create index on estate.status_change (community_id, premises_id, id);
call database.secure('estate.status_change');
grant select, insert, update (replaced_at, replaced_by) on estate.status_change to guanjia_app;
call imports.note('estate.status_change');
call imports.note_ranges('estate.status_change', 'id');

-- What stands, as spans: from the day until, and without, the day of the next.
create view estate.status_span with (security_invoker = true) as
    select community_id, id, premises_id, status, from_on,
        lead(from_on) over (partition by community_id, premises_id order by from_on nulls first) as until_on,
        cause, source_id, reason, entered_at, entered_by
    from estate.status_change where replaced_at is null;
grant select on estate.status_span to guanjia_app;

-- What the register knew so far has no day. An import that brought it takes it back with the premises.
insert into estate.status_change (community_id, premises_id, status, cause, entered_at)
    select community_id, id, status, 'IMPORT', created_at from estate.premises where status <> 'UNSOLD';
with step as materialized (select nextval('imports.step') as number)
insert into imports.change (community_id, batch_id, step, table_name, after)
    select c.community_id, c.batch_id, step.number, 'estate.status_change', to_jsonb(s)
    from step, imports.change c
    join estate.status_change s on s.community_id = c.community_id and s.premises_id = (c.after ->> 'id')::bigint
    where c.table_name = 'estate.premises' and c.before is null;
