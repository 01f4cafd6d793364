-- New rows are noted as ranges of ids with one hash over them, not row by row: 100,000 rooms with owners are a dozen notes.
-- Every row of the community in such a range came by this one statement, or it is no range.
create table imports.made (
    community_id bigint not null,
    batch_id bigint not null,
    id bigint generated always as identity,
    step bigint not null,            -- as in imports.change
    table_name text not null,
    key text not null,               -- the column that the range is of
    first_id bigint not null,
    last_id bigint not null check (last_id >= first_id),
    rows bigint not null,
    hash bigint not null,            -- of every row, all together: a row that somebody changed shows
    sample jsonb not null,           -- the first few rows
    primary key (community_id, batch_id, id)
);
call database.secure('imports.made');
grant select on imports.made to guanjia_app;

create function imports.note_made() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    batch bigint := nullif(current_setting('app.import', true), '')::bigint;
    this_step bigint;
    whole boolean := true;
begin
    if batch is null then return null; end if;
    this_step := nextval('imports.step');
    if array_length(imports.primary_key(tg_relid), 1) > 2 then -- rows that stood before may have the same key
        execute format('select not exists (select from %1$s t where (t.community_id, t.%2$I) in (select community_id, %2$I from new_rows)
            having count(*) <> (select count(*) from new_rows))', tg_relid::regclass, tg_argv[0]) into whole;
    end if;
    if not whole then
        insert into imports.change (community_id, batch_id, step, table_name, after)
        select n.community_id, batch, this_step, tg_table_schema || '.' || tg_table_name, to_jsonb(n) from new_rows n;
        return null;
    end if;
    execute format('insert into imports.made (community_id, batch_id, step, table_name, key, first_id, last_id, rows, hash, sample)
        select community_id, $1, $2, $3, $4, min(key), max(key), count(*), bit_xor(hash),
            coalesce(jsonb_agg(sample order by key) filter (where sample is not null), ''[]'')
        from (select n.community_id, n.%1$I as key, hash_record_extended(n, 0) as hash,
                case when row_number() over w <= 10 then to_jsonb(n) end as sample, n.%1$I - dense_rank() over w as island
            from new_rows n window w as (partition by n.community_id order by n.%1$I)) r
        group by community_id, island order by min(key)', tg_argv[0])
        using batch, this_step, tg_table_schema || '.' || tg_table_name, tg_argv[0];
    return null;
end $$;

-- A table of which imports make many rows: key is the first column after the community of its primary key.
create procedure imports.note_ranges(target regclass, key text) language plpgsql as $$
begin
    execute format('drop trigger noted_new on %s', target);
    execute format('create trigger noted_new after insert on %s referencing new table as new_rows
        for each statement execute function imports.note_made(%L)', target, key);
end $$;
call imports.note_ranges('estate.building', 'id');
call imports.note_ranges('estate.entrance', 'id');
call imports.note_ranges('estate.premises', 'id');
call imports.note_ranges('estate.premises_area', 'premises_id');
call imports.note_ranges('residents.person', 'id');
call imports.note_ranges('residents.ownership', 'id');
call imports.note_ranges('residents.ownership_owner', 'ownership_id');

-- The condition under which a row c of the table was made by the import $2 of the community $1.
create function imports.made_by(target regclass, name text) returns text language sql stable set search_path = pg_catalog, pg_temp as $$
    select format('(exists (select from imports.change x where x.community_id = $1 and x.batch_id = $2 and x.table_name = %L
            and x.before is null and %s)', name,
            string_agg(format('c.%I = (x.after ->> %L)::%s', a.attname, a.attname, format_type(a.atttypid, a.atttypmod)), ' and '))
        || coalesce((select format(' or exists (select from imports.made m where m.community_id = $1 and m.batch_id = $2
            and m.table_name = %L and c.%I between m.first_id and m.last_id))', name, k.key)
            from (select min(m.key) as key from imports.made m where m.table_name = name having count(*) > 0) k), ')')
    from pg_attribute a where a.attrelid = target and a.attname = any (imports.primary_key(target))
$$;

-- As before, ranges too.
create or replace function imports.standing(community bigint, batch bigint) returns table (table_name text, rows bigint)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    link record;
begin
    if not (community = any (current_setting('app.communities')::bigint[])) then
        raise insufficient_privilege;
    end if;
    for link in
        with parent as (
            select distinct x.table_name as name, null::text as key from imports.change x
            where x.community_id = community and x.batch_id = batch and x.before is null
            union
            select distinct m.table_name, m.key from imports.made m where m.community_id = community and m.batch_id = batch
        )
        select k.conrelid::regclass as child, n.nspname || '.' || c.relname as child_name,
            case when t.key is null then
                (select format('join (select %s from imports.change x where x.community_id = $1 and x.batch_id = $2
                        and x.table_name = %L and x.before is null) p on %s',
                        string_agg(format('(x.after ->> %L)::%s as %I', f.attname, format_type(f.atttypid, f.atttypmod), f.attname), ', '),
                        t.name, string_agg(format('c.%I = p.%I', a.attname, f.attname), ' and '))
                    from unnest(k.conkey, k.confkey) u(own, theirs)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own
                    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs)
            else
                (select format('join imports.made p on p.community_id = $1 and p.batch_id = $2 and p.table_name = %L
                        and c.%I between p.first_id and p.last_id', t.name, a.attname)
                    from unnest(k.conkey, k.confkey) u(own, theirs)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own
                    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs and f.attname = t.key)
            end as on_parent
        from parent t
        join pg_constraint k on k.contype = 'f' and k.confrelid = t.name::regclass
        join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where k.conrelid::regclass::text not in ('residents.household', 'residents.person_initials') -- derived
    loop
        table_name := link.child_name;
        execute format('select count(*) from %s c %s where c.community_id = $1 and not %s',
            link.child, link.on_parent, imports.made_by(link.child, link.child_name))
            into rows using community, batch;
        if rows > 0 then return next; end if;
    end loop;
end $$;

-- Takes one statement's ranges back; true when a row is missing, came between or is not as it was left.
create function imports.take_ranges_back(community bigint, batch bigint, of_step bigint, target regclass, key text) returns boolean
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    differs boolean;
begin
    execute format('with gone as (
            delete from %s t using imports.made m
            where m.community_id = $1 and m.batch_id = $2 and m.step = $3 and t.community_id = $1 and t.%I between m.first_id and m.last_id
            returning m.id, hash_record_extended(t, 0) as hash
        ), sums as (select id, count(*) as rows, bit_xor(hash) as hash from gone group by id)
        select exists (select from imports.made m left join sums s on s.id = m.id
            where m.community_id = $1 and m.batch_id = $2 and m.step = $3
                and (s.rows is distinct from m.rows or s.hash is distinct from m.hash))', target, key)
        into differs using community, batch, of_step;
    return differs;
end $$;

create or replace function imports.take_back(community bigint, batch bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    note record;
    target regclass;
    found_rows bigint;
    total bigint := 0;
    differs boolean;
    matches text;
    columns text;
begin
    if not (community = any (current_setting('app.communities')::bigint[])) then
        raise insufficient_privilege;
    end if;
    for note in select x.step, x.table_name, bool_or(x.before is null) as made, count(*) as rows, null::text as key
            from imports.change x where x.community_id = community and x.batch_id = batch group by x.step, x.table_name
        union all
        select m.step, m.table_name, true, sum(m.rows), m.key
            from imports.made m where m.community_id = community and m.batch_id = batch group by m.step, m.table_name, m.key
        order by 1 desc
    loop
        target := note.table_name::regclass;
        matches := (select string_agg(format('t.%I = (a.r).%I', key, key), ' and ') from unnest(imports.primary_key(target)) key);
        found_rows := note.rows;
        if note.key is not null then
            differs := imports.take_ranges_back(community, batch, note.step, target, note.key);
        elsif note.made then
            execute format('delete from %s t using (select jsonb_populate_record(null::%s, x.after) as r, x.after from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.step = $3) a where %s and to_jsonb(t) = a.after',
                target, target, matches) using community, batch, note.step;
            get diagnostics found_rows = row_count;
            differs := found_rows <> note.rows;
        else
            columns := (select string_agg(format('%%1$s%I', a.attname), ', ' order by a.attnum) from pg_attribute a
                where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '');
            execute format('update %s t set (%s) = row(%s) from (select jsonb_populate_record(null::%s, x.after) as r,
                    jsonb_populate_record(null::%s, x.before) as b, x.after from imports.change x
                where x.community_id = $1 and x.batch_id = $2 and x.step = $3) a where %s and to_jsonb(t) = a.after',
                target, format(columns, ''), format(columns, '(a.b).'), target, target, matches) using community, batch, note.step;
            get diagnostics found_rows = row_count;
            differs := found_rows <> note.rows;
        end if;
        if differs then
            raise exception using errcode = 'GJ001', message = note.table_name;
        end if;
        total := total + found_rows;
    end loop;
    return total;
end $$;
revoke execute on function imports.take_ranges_back(bigint, bigint, bigint, regclass, text) from public;
