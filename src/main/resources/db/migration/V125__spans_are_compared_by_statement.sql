-- Of the three tables that grow by every room of an estate, the spans are compared once a statement instead of row by row: the
-- GiST index of an exclusion cost eight times what the rest of the row costs (docs/decisions/0016). It holds as strictly: whoever
-- writes spans of premises holds their rows until he commits, so that what two transactions write at once is compared too.
create function database.refuse_overlap() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    own text := tg_argv[0];          -- what tells two rows of one premises apart
    stands text := coalesce(tg_argv[1], 'true');
    loops text := current_setting('enable_nestloop');
    wrong boolean;
begin
    if not exists (select from new_rows) then return null; end if;
    -- the rows of this very statement are not counted yet: a set must not be compared each with each
    if (select count(*) from new_rows) > 500 then perform set_config('enable_nestloop', 'off', true); end if;
    perform from estate.premises p
        join (select distinct community_id, premises_id from new_rows) n on n.community_id = p.community_id and n.premises_id = p.id
        order by p.community_id, p.id for no key update of p;
    execute format('select exists (select from (select * from new_rows where %3$s) n
        join (select * from %1$s where %3$s) t on t.community_id = n.community_id and t.premises_id = n.premises_id
            and t.%2$I <> n.%2$I and t.from_on <= coalesce(n.to_on, ''infinity'') and coalesce(t.to_on, ''infinity'') >= n.from_on)',
        tg_relid::regclass, own, stands) into wrong;
    perform set_config('enable_nestloop', loops, true);
    if wrong then
        raise exception '%.%: spans of one premises overlap', tg_table_schema, tg_table_name using errcode = 'exclusion_violation';
    end if;
    return null;
end $$;

create procedure database.spans_never_overlap(target regclass, own text, stands text default 'true') language plpgsql as $$
declare
    event text;
begin
    foreach event in array array['insert', 'update'] loop
        execute format('create trigger %I after %s on %s referencing new table as new_rows
            for each statement execute function database.refuse_overlap(%L, %L)',
            'spans_' || event, event, target, own, stands);
    end loop;
end $$;

alter table estate.premises_area drop constraint premises_area_community_id_premises_id_daterange_excl;
alter table residents.household drop constraint household_community_id_premises_id_daterange_excl;
alter table residents.ownership drop constraint ownership_never_overlaps;
create index ownership_of_premises on residents.ownership (community_id, premises_id, from_on);
call database.spans_never_overlap('estate.premises_area', 'from_on');
call database.spans_never_overlap('residents.household', 'from_on');
call database.spans_never_overlap('residents.ownership', 'id', 'voided_at is null');

-- Tells the planner what a transaction has just written, for every room that writes whole sets (was in imports): which only an
-- owner may. What is not counted is taken for a handful of rows, foreign keys are then looked up by the wrong index.
create function database.count_rows(target regclass) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
begin
    execute format('analyze %s', target);
end $$;
revoke execute on function database.count_rows(regclass) from public;
grant execute on function database.count_rows(regclass) to guanjia_app;
drop function imports.count_rows(regclass);
