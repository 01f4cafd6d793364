-- People's own workbooks: what was brought, how it was read, what it changed (so that it can be taken back), what was rejected.
create schema imports;
grant usage on schema imports to guanjia_app;

create type imports.batch_state as enum
    ('MAPPING', 'READY', 'CHECKED', 'APPLIED', 'UNDONE'); -- MAPPING: waits for a person to say which column is what
create table imports.batch (
    community_id bigint not null,
    id bigint generated always as identity,
    layout text not null,
    file_id bigint not null,
    options jsonb not null,          -- what the workbook does not hold and the importer said
    mapping jsonb not null,          -- part → sheet, header row, columns
    state imports.batch_state not null,
    good_only boolean not null default false, -- rejected rows were left out by explicit choice
    job_id bigint,                   -- the latest
    summary jsonb,                   -- what that job found or did
    created_by bigint not null,
    created_at timestamptz not null,
    applied_by bigint,
    applied_at timestamptz,
    undone_by bigint,
    undone_at timestamptz,
    undo_reason text,
    primary key (community_id, id),
    foreign key (community_id, file_id) references files.file,
    check ((undone_at is null) = (undo_reason is null))
);
create index on imports.batch (community_id, job_id);

-- Which title is which column, as a person said last for sheets whose header row reads the same.
create table imports.mapping (
    community_id bigint not null,
    layout text not null,
    part text not null,
    signature text not null,         -- SHA-256 of the titles
    columns jsonb not null,
    made_by bigint not null,
    made_at timestamptz not null,
    primary key (community_id, layout, part, signature)
);

create table imports.rejection (
    community_id bigint not null,
    batch_id bigint not null,
    id bigint generated always as identity,
    sheet text not null,
    row_no int not null,             -- as in the margin of the sheet; 0: the sheet as a whole
    code text not null,
    arguments text[] not null,
    primary key (community_id, batch_id, id),
    foreign key (community_id, batch_id) references imports.batch
);

-- Rows on their way in. COPY does not work under row-level security, so this table has no policy: it holds the rows of one
-- transaction, found by their batch alone, and identity numbers only encrypted. Unlogged: after a crash the file is read again.
create unlogged table imports.staged (
    batch_id bigint not null,
    row_no int not null,
    sheet text not null,
    cells text[] not null,           -- in the order of the layout's columns, brought into one form
    sealed bytea,                    -- identity number, encrypted
    hash bytea,                      -- and its keyed hash
    person_id bigint,
    premises_id bigint,
    verdict text                     -- CREATED, CHANGED, EQUAL; null: rejected or not looked at yet
);
create index on imports.staged (batch_id, row_no);

-- What an import changed, row by row, noted by the database itself while the import's transaction runs.
create table imports.change (
    community_id bigint not null,
    batch_id bigint not null,
    id bigint generated always as identity,
    step bigint not null,            -- rows of one statement share it
    table_name text not null,
    before jsonb,                    -- null: the row is new
    after jsonb not null,
    primary key (community_id, batch_id, id)
);
create sequence imports.step;

create function imports.note_new() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    batch bigint := nullif(current_setting('app.import', true), '')::bigint;
    this_step bigint;
begin
    if batch is null then return null; end if;
    this_step := nextval('imports.step');
    insert into imports.change (community_id, batch_id, step, table_name, after)
    select n.community_id, batch, this_step, tg_table_schema || '.' || tg_table_name, to_jsonb(n) from new_rows n;
    return null;
end $$;

-- PostgreSQL fills both transition tables row by row together, so their rows pair by place.
create function imports.note_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    batch bigint := nullif(current_setting('app.import', true), '')::bigint;
    this_step bigint;
begin
    if batch is null then return null; end if;
    this_step := nextval('imports.step');
    insert into imports.change (community_id, batch_id, step, table_name, before, after)
    select (u.after ->> 'community_id')::bigint, batch, this_step, tg_table_schema || '.' || tg_table_name, u.before, u.after
    from unnest((select array_agg(to_jsonb(r)) from old_rows r), (select array_agg(to_jsonb(r)) from new_rows r)) u(before, after);
    return null;
end $$;

create procedure imports.note(target regclass) language plpgsql as $$
begin
    execute format('create trigger noted_new after insert on %s referencing new table as new_rows
        for each statement execute function imports.note_new()', target);
    execute format('create trigger noted_changed after update on %s referencing old table as old_rows new table as new_rows
        for each statement execute function imports.note_changed()', target);
end $$;
call imports.note('estate.building');
call imports.note('estate.entrance');
call imports.note('estate.premises');
call imports.note('estate.premises_area');
call imports.note('residents.person');
call imports.note('residents.developer');
call imports.note('residents.ownership');
call imports.note('residents.ownership_owner');
call imports.note('residents.tenancy');
call imports.note('residents.vehicle');
call imports.note('billing.charge_item');
call imports.note('billing.charge_item_version');
call imports.note('billing.tariff');
call imports.note('billing.premises_item');

-- What the planner has not counted it takes for a handful of rows and compares each with each. An import counts what it has just
-- written, which only an owner may.
create function imports.count_rows(target regclass) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
begin
    execute format('analyze %s', target);
end $$;

create function imports.primary_key(target regclass) returns text[] language sql stable set search_path = pg_catalog, pg_temp as $$
    select array_agg(a.attname::text order by k.place) from pg_index i
    cross join lateral unnest(i.indkey::smallint[]) with ordinality k(attnum, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = target and i.indisprimary
$$;

-- Whatever points at a row that the import made and was not made by it: that must go first, by its own way.
create function imports.standing(community bigint, batch bigint) returns table (table_name text, rows bigint)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    link record;
    made boolean;
begin
    if not (community = any (current_setting('app.communities')::bigint[])) then
        raise insufficient_privilege;
    end if;
    for link in
        select k.conrelid::regclass as child, n.nspname || '.' || c.relname as child_name, k.confrelid::regclass as parent,
            t.table_name as parent_name,
            (select string_agg(format('c.%I = p.%I', a.attname, f.attname), ' and ')
                from unnest(k.conkey, k.confkey) u(own, theirs)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own
                join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs) as matches,
            (select string_agg(format('(x.after ->> %L)::%s as %I', f.attname, format_type(f.atttypid, f.atttypmod), f.attname), ', ')
                from unnest(k.confkey) theirs
                join pg_attribute f on f.attrelid = k.confrelid and f.attnum = theirs) as parent_keys
        from (select distinct x.table_name from imports.change x
            where x.community_id = community and x.batch_id = batch and x.before is null) t
        join pg_constraint k on k.contype = 'f' and k.confrelid = t.table_name::regclass
        join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where k.conrelid::regclass::text not in ('residents.household', 'residents.person_initials') -- derived
    loop
        table_name := link.child_name;
        execute format('select count(*) from %s c
            join (select %s from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.table_name = %L and x.before is null) p on %s
            where c.community_id = $1 and not exists (select from (select %s from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.table_name = %L and x.before is null) m where %s)',
            link.child, link.parent_keys, link.parent_name, link.matches,
            (select string_agg(format('(x.after ->> %L)::%s as %I', a.attname, format_type(a.atttypid, a.atttypmod), a.attname), ', ')
                from pg_attribute a where a.attrelid = link.child and a.attname = any (imports.primary_key(link.child))),
            link.child_name,
            (select string_agg(format('m.%I = c.%I', key, key), ' and ') from unnest(imports.primary_key(link.child)) key))
            into rows using community, batch;
        if rows > 0 then return next; end if;
    end loop;
end $$;

-- Takes back, last statement first, exactly the rows that the import made and changed. A row that is not as the import left it
-- stops everything (state GJ001, message the table).
create function imports.take_back(community bigint, batch bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    note record;
    target regclass;
    found_rows bigint;
    total bigint := 0;
    matches text;
begin
    if not (community = any (current_setting('app.communities')::bigint[])) then
        raise insufficient_privilege;
    end if;
    for note in select x.step, x.table_name, bool_or(x.before is null) as made, count(*) as rows from imports.change x
        where x.community_id = community and x.batch_id = batch group by x.step, x.table_name order by x.step desc
    loop
        target := note.table_name::regclass;
        matches := (select string_agg(format('t.%I = (a.r).%I', key, key), ' and ') from unnest(imports.primary_key(target)) key);
        if note.made then
            execute format('delete from %s t using (select jsonb_populate_record(null::%s, x.after) as r, x.after from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.step = $3) a where %s and to_jsonb(t) = a.after',
                target, target, matches) using community, batch, note.step;
        else
            execute format('update %s t set (%s) = row(%s) from (select jsonb_populate_record(null::%s, x.after) as r,
                    jsonb_populate_record(null::%s, x.before) as b, x.after from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.step = $3) a where %s and to_jsonb(t) = a.after',
                target,
                (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = target
                    and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''),
                (select string_agg(format('(a.b).%I', a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = target
                    and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''),
                target, target, matches) using community, batch, note.step;
        end if;
        get diagnostics found_rows = row_count;
        if found_rows <> note.rows then
            raise exception using errcode = 'GJ001', message = note.table_name;
        end if;
        total := total + found_rows;
    end loop;
    return total;
end $$;

call database.secure('imports.batch');
call database.secure('imports.mapping');
call database.secure('imports.rejection');
call database.secure('imports.change');
grant select, insert, update on imports.batch, imports.mapping to guanjia_app;
grant select, insert, delete on imports.rejection to guanjia_app;
grant select, insert, update, delete on imports.staged to guanjia_app;
grant select on imports.change to guanjia_app;
revoke execute on function imports.take_back(bigint, bigint), imports.standing(bigint, bigint), imports.count_rows(regclass)
    from public;
grant execute on function imports.take_back(bigint, bigint), imports.standing(bigint, bigint), imports.count_rows(regclass)
    to guanjia_app;
