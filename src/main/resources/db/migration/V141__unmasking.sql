-- Whose hidden number was looked at, which one, by whom, when and why (rules.md §13): one row for one number of one person.
create table residents.unmasking (
    community_id bigint not null,
    id bigint generated always as identity,
    person_id bigint not null,
    premises_id bigint,              -- the household from which it was asked for
    field text not null check (field in ('PHONE', 'IDENTITY_NUMBER')),
    reason text not null check (reason in ('VERIFY', 'CONTACT', 'CONTRACT', 'DISPUTE', 'AUTHORITY', 'OTHER')),
    words text not null check (length(words) between 2 and 200),
    actor_id bigint not null,
    at timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, person_id) references residents.person,
    foreign key (community_id, premises_id) references estate.premises
);
create index on residents.unmasking (community_id, person_id);
create index on residents.unmasking (community_id, premises_id) where premises_id is not null;
create index on residents.unmasking (actor_id, at);
call database.secure('residents.unmasking');
call database.append_only('residents.unmasking');
grant select, insert on residents.unmasking to guanjia_app;
