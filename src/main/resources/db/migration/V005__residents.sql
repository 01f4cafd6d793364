-- People and companies, who owns and who rents since when, and from that: who answers for the premises (household).
create type residents.person_kind as enum ('PERSON', 'COMPANY');
create table residents.person (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    kind residents.person_kind not null,
    name text not null check (length(name) between 1 and 200),
    gender text check (gender in ('MALE', 'FEMALE')),
    phone text,
    phone_tail text generated always as (right(phone, 4)) stored,
    identity_cipher bytea,           -- AES-GCM, the key lies outside the database
    identity_hash bytea,             -- keyed, for exact match
    import_key text,                 -- 业主编号 of the workbook it came from: the same file again finds the same person
    created_at timestamptz not null,
    version int not null default 0,
    primary key (community_id, id)
);
create unique index person_import_key on residents.person (community_id, import_key) where import_key is not null;
create index on residents.person (community_id, phone_tail text_pattern_ops);
create index on residents.person (community_id, name text_pattern_ops);
create index on residents.person (community_id, identity_hash) where identity_hash is not null;

create table residents.developer (
    community_id bigint not null,
    person_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    primary key (community_id, from_on),
    foreign key (community_id, person_id) references residents.person,
    exclude using gist (community_id with =, daterange(from_on, to_on, '[]') with &&)
);
create table residents.ownership (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    created_at timestamptz not null,
    created_by bigint,
    version int not null default 0,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    exclude using gist (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&)
);
create table residents.ownership_owner (
    community_id bigint not null,
    ownership_id bigint not null,
    person_id bigint not null,
    billed boolean not null,         -- exactly one of the co-owners gets the bills
    primary key (community_id, ownership_id, person_id),
    foreign key (community_id, ownership_id) references residents.ownership,
    foreign key (community_id, person_id) references residents.person
);
create unique index ownership_billed_once on residents.ownership_owner (community_id, ownership_id) where billed;
create index on residents.ownership_owner (community_id, person_id);
create table residents.tenancy (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    tenant_id bigint not null,
    pays boolean not null,           -- agreed that the tenant pays; the owner stays liable (rules.md §1.1)
    from_on date not null,
    to_on date check (to_on >= from_on),
    created_at timestamptz not null,
    created_by bigint,
    version int not null default 0,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, tenant_id) references residents.person,
    exclude using gist (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&)
);
create index on residents.tenancy (community_id, tenant_id);
-- 业户: who answers for one premises at a time. Derived in the same transaction from delivery, ownership, tenancy and
-- developer, so that billing joins one table; a test proves it equal to a fresh derivation.
create type residents.payer_basis as enum ('OWNER', 'TENANT', 'DEVELOPER');
create table residents.household (
    community_id bigint not null,
    premises_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    payer_id bigint not null,
    owner_id bigint not null,        -- who stays liable
    basis residents.payer_basis not null,
    primary key (community_id, premises_id, from_on),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, payer_id) references residents.person,
    exclude using gist (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&)
);
create index on residents.household (community_id, payer_id);
create table residents.vehicle (
    community_id bigint not null,
    id bigint generated always as identity,
    plate text not null,
    person_id bigint not null,
    premises_id bigint,              -- its parking space
    kind text,
    brand text,
    colour text,
    from_on date not null,
    to_on date check (to_on >= from_on),
    primary key (community_id, id),
    foreign key (community_id, person_id) references residents.person,
    foreign key (community_id, premises_id) references estate.premises,
    exclude using gist (community_id with =, plate with =, daterange(from_on, to_on, '[]') with &&)
);
call database.secure('residents.person');
call database.secure('residents.developer');
call database.secure('residents.ownership');
call database.secure('residents.ownership_owner');
call database.secure('residents.tenancy');
call database.secure('residents.household');
call database.secure('residents.vehicle');
grant select, insert, update on residents.person, residents.developer, residents.ownership, residents.ownership_owner,
    residents.tenancy, residents.vehicle to guanjia_app;
grant select, insert, update, delete on residents.household to guanjia_app;
