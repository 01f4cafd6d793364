-- The rooms (one schema each), what makes tables append-only and scoped, and the small technical rooms.
-- guanjia_owner owns everything and migrates; guanjia_app, the application, owns nothing (docs/operations.md).
create extension if not exists btree_gist;

create schema database;
create schema audit;
create schema settings;
create schema files;
create schema jobs;
create schema identity;
create schema approvals;
create schema estate;
create schema ledger;
create schema residents;
create schema billing;
create schema cashier;

grant usage on schema database, audit, settings, files, jobs, identity, approvals, estate, ledger, residents, billing, cashier
    to guanjia_app;

-- Second wall: a row is seen and written only inside a transaction whose scope names its community.
-- current_setting without a default and the array cast make a forgotten scope fail instead of hiding rows.
create procedure database.secure(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('create policy community on %s using (community_id = any (current_setting(''app.communities'')::bigint[]))', target);
end $$;

-- The same for tables that also hold rows of the whole company (community_id null).
create procedure database.secure_or_company(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('create policy community on %s using (community_id is null or community_id = any (current_setting(''app.communities'')::bigint[]))', target);
end $$;

create function database.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

-- Append-only for the owner too: the application's role is simply never granted update, delete or truncate.
create procedure database.append_only(target regclass) language plpgsql as $$
begin
    execute format('create trigger append_only before update or delete on %s for each row execute function database.refuse_change()', target);
    execute format('create trigger never_truncated before truncate on %s for each statement execute function database.refuse_change()', target);
end $$;

-- One effect per command: the key comes from whoever asks and is kept with the first answer.
create table database.command (
    community_id bigint not null,
    actor_id bigint not null,
    key text not null check (length(key) between 8 and 100),
    operation text not null,
    body_sha256 bytea not null,
    answer jsonb,
    created_at timestamptz not null,
    primary key (community_id, actor_id, key)
);
call database.secure('database.command');
grant select, insert, update (answer) on database.command to guanjia_app;

create table audit.entry (
    id bigint generated always as identity primary key,
    community_id bigint,
    at timestamptz not null,
    actor_id bigint,                 -- null: the system itself
    actor_name text,
    address text,                    -- where the request came from
    action text not null,            -- e.g. payment-taken, person-revealed
    subject_kind text not null,
    subject_id text not null,
    before jsonb,
    after jsonb,
    reason text
);
create index on audit.entry (subject_kind, subject_id, id desc);
create index on audit.entry (community_id, id desc);
create index on audit.entry (actor_id, id desc);
call database.secure_or_company('audit.entry');
call database.append_only('audit.entry');
grant select, insert on audit.entry to guanjia_app;

create table settings.setting (
    id bigint generated always as identity primary key,
    community_id bigint,             -- null: for the whole company
    name text not null,
    value text,                      -- null: deliberately not set (not evaluated)
    from_on date not null,
    set_by bigint,
    set_at timestamptz not null,
    unique nulls not distinct (community_id, name, from_on)
);
grant select, insert, update (value, set_by, set_at) on settings.setting to guanjia_app;

create table files.file (
    community_id bigint not null,
    id bigint generated always as identity,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    name text not null,
    media_type text not null,
    size_bytes bigint not null check (size_bytes >= 0),
    purpose text not null,           -- import, rejected-rows, receipt …
    created_by bigint,
    created_at timestamptz not null,
    primary key (community_id, id)
);
create index on files.file (sha256);
call database.secure('files.file');
grant select, insert on files.file to guanjia_app;

create type jobs.job_state as enum ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED');
create table jobs.job (
    id bigint generated always as identity primary key,
    community_id bigint,
    kind text not null,
    actor_id bigint,
    arguments jsonb not null,
    state jobs.job_state not null default 'QUEUED',
    done bigint not null default 0,
    total bigint not null default 0,
    messages jsonb not null default '[]',
    result jsonb,
    attempts int not null default 0,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz
);
create index on jobs.job (community_id, id desc);
call database.secure_or_company('jobs.job');
grant select, insert, update (state, done, total, messages, result, attempts, started_at, finished_at) on jobs.job to guanjia_app;

-- db-scheduler's own table.
create table jobs.scheduled_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index on jobs.scheduled_task (execution_time);
create index on jobs.scheduled_task (last_heartbeat);
create index on jobs.scheduled_task (priority desc, execution_time asc);
grant select, insert, update, delete on jobs.scheduled_task to guanjia_app;
