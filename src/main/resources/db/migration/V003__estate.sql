-- What stands on the ground: communities, buildings, entrances, premises with their area over time, collectors' areas.
create type estate.management_mode as enum ('LUMP_SUM', 'REMUNERATION'); -- 包干制, 酬金制 (rules.md §1.1)
create table estate.community (
    id bigint generated always as identity primary key,
    name text not null unique,
    address text,
    phone text,
    management_mode estate.management_mode not null default 'LUMP_SUM',
    cut_over_on date,                -- from here on the books are kept in this system
    created_at timestamptz not null,
    version int not null default 0
);
grant select, insert, update on estate.community to guanjia_app;

create table estate.building (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    code text not null,              -- 楼栋号 "1"
    name text not null,
    floors int,
    version int not null default 0,
    primary key (community_id, id),
    unique (community_id, code)
);
create table estate.entrance (
    community_id bigint not null,
    id bigint generated always as identity,
    building_id bigint not null,
    code text not null,              -- 单元编号
    floors int,
    lift boolean not null default false,
    version int not null default 0,
    primary key (community_id, id),
    unique (community_id, building_id, code),
    foreign key (community_id, building_id) references estate.building
);
create type estate.premises_kind as enum ('ROOM', 'SHOP', 'SPACE');
create type estate.premises_status as enum
    ('UNSOLD', 'SOLD', 'DELIVERED', 'DECORATING', 'OCCUPIED', 'LET', 'VACANT', 'OWN_USE'); -- rules.md §11 台帐 status
create table estate.premises (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    kind estate.premises_kind not null,
    code text not null,              -- what people say: 3-2-1201, S01, C0001
    sort_key text not null,          -- natural order of the code
    building_id bigint,
    entrance_id bigint,
    floor int,
    layout text,
    status estate.premises_status not null default 'UNSOLD',
    delivered_on date,               -- null: undelivered, the developer pays
    space_place text,                -- spaces: 地上 / 地下
    space_tenure text check (space_tenure in ('RENT', 'SALE')),
    created_at timestamptz not null,
    version int not null default 0,
    primary key (community_id, id),
    unique (community_id, code),
    foreign key (community_id, building_id) references estate.building,
    foreign key (community_id, entrance_id) references estate.entrance
);
create index on estate.premises (community_id, sort_key);
create index on estate.premises (community_id, building_id);
-- A new measurement is a new version (rules.md §1.1): past bills are not recomputed silently.
create table estate.premises_area (
    community_id bigint not null,
    premises_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    square_metres numeric(12, 2) not null check (square_metres > 0),
    primary key (community_id, premises_id, from_on),
    foreign key (community_id, premises_id) references estate.premises,
    exclude using gist (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&)
);
-- 责任区: premises and collector are tied to an area over time.
create table estate.area (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    name text not null,
    primary key (community_id, id),
    unique (community_id, name)
);
create table estate.area_premises (
    community_id bigint not null,
    area_id bigint not null,
    premises_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    primary key (community_id, premises_id, from_on),
    foreign key (community_id, area_id) references estate.area,
    foreign key (community_id, premises_id) references estate.premises,
    exclude using gist (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&)
);
create table estate.area_collector (
    community_id bigint not null,
    area_id bigint not null,
    collector_id bigint not null,    -- identity.account
    from_on date not null,
    to_on date check (to_on >= from_on),
    primary key (community_id, area_id, from_on),
    foreign key (community_id, area_id) references estate.area,
    exclude using gist (community_id with =, area_id with =, daterange(from_on, to_on, '[]') with &&)
);
call database.secure('estate.building');
call database.secure('estate.entrance');
call database.secure('estate.premises');
call database.secure('estate.premises_area');
call database.secure('estate.area');
call database.secure('estate.area_premises');
call database.secure('estate.area_collector');
grant select, insert, update on estate.building, estate.entrance, estate.premises, estate.premises_area, estate.area,
    estate.area_premises, estate.area_collector to guanjia_app;
