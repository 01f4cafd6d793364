-- The policies compared each row's community with current_setting(…)::bigint[] as it stood: the array was read anew for every scan of an
-- index, 250 times for a search over 250 communities. Inside a sub-select it is read once a statement; what passes is the same, the
-- index on community_id is still used, and a forgotten scope still fails (docs/decisions/0022).
create or replace procedure database.secure(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('create policy community on %s using (community_id = any ((select current_setting(''app.communities'')::bigint[])::bigint[]))',
        target);
end $$;

create or replace procedure database.secure_or_company(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('create policy community on %s using (community_id is null or community_id = any ((select current_setting(''app.communities'')::bigint[])::bigint[]))',
        target);
end $$;

do $$
declare
    old record;
begin
    for old in
        select format('%I.%I', schemaname, tablename) as target, qual like '%IS NULL%' as or_company from pg_policies
        where policyname = 'community' and with_check is null
            and qual in ('(community_id = ANY ((current_setting(''app.communities''::text))::bigint[]))',
                '((community_id IS NULL) OR (community_id = ANY ((current_setting(''app.communities''::text))::bigint[])))')
    loop
        execute format('alter policy community on %s using (%s community_id = any ((select current_setting(''app.communities'')::bigint[])::bigint[]))',
            old.target, case when old.or_company then 'community_id is null or' else '' end);
    end loop;
end $$;
