-- 空置: since when, why, who applied and who looked, with what a discount will be computed from one day (rules.md §1.5, §11).
create type estate.vacancy_reason as enum ('NOT_MOVED_IN', 'MOVED_AWAY', 'FOR_SALE', 'TO_LET', 'OTHER');
create table estate.vacancy (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    from_on date not null,
    until_on date check (until_on > from_on), -- the first day on which it is not vacant any more
    reason estate.vacancy_reason not null,
    reason_words text,
    applicant text not null,         -- who said so: the owner, or whom he sent
    applied_on date not null,
    key_number text,
    water_dial numeric(12, 2) check (water_dial >= 0),
    power_dial numeric(12, 2) check (power_dial >= 0),
    confirmed_on date,               -- somebody of the office looked and found it so
    confirmed_by bigint,
    registered_at timestamptz not null,
    registered_by bigint,
    ended_at timestamptz,
    ended_by bigint,
    end_reason text,
    voided_at timestamptz,
    voided_by bigint,
    void_reason text,
    version int not null default 0,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    check ((until_on is null) = (ended_at is null)),
    check ((voided_at is null) = (void_reason is null)),
    check ((confirmed_on is null) = (confirmed_by is null)),
    constraint vacancy_never_overlaps exclude using gist
        (community_id with =, premises_id with =, daterange(from_on, until_on, '[)') with &&) where (voided_at is null)
);
create table estate.vacancy_round (
    community_id bigint not null,
    id bigint generated always as identity,
    vacancy_id bigint not null,
    looked_on date not null,
    looked_by text not null,         -- the names of those who went in
    found boolean not null,          -- something to be seen to
    finding text,
    water_dial numeric(12, 2) check (water_dial >= 0),
    power_dial numeric(12, 2) check (power_dial >= 0),
    entered_at timestamptz not null,
    entered_by bigint,
    primary key (community_id, id),
    foreign key (community_id, vacancy_id) references estate.vacancy,
    check (not found or finding is not null)
);
create index on estate.vacancy_round (community_id, vacancy_id, looked_on desc);
call database.secure('estate.vacancy');
call database.secure('estate.vacancy_round');
call database.append_only('estate.vacancy_round');
grant select, insert, update on estate.vacancy to guanjia_app;
grant select, insert on estate.vacancy_round to guanjia_app;

-- Those who walk through empty rooms write it down; posts of a house that runs already get what new ones have.
insert into identity.post_permission (post_code, permission)
    select code, 'vacancy-write' from identity.post where code in ('clerk', 'assistant', 'officer') on conflict do nothing;
