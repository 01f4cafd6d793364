-- Meters and what was read from them (rules.md §2): of shops, of rooms, of common ground.
create schema utilities;
grant usage on schema utilities to guanjia_app;

create type utilities.meter_kind as enum ('ELECTRICITY', 'WATER', 'GAS');
create type utilities.reading_kind as enum
    ('ACTUAL', 'ESTIMATED', 'REPORTED', 'FINAL', 'INITIAL'); -- the last of a meter that goes, the first of one that comes
create table utilities.meter (
    community_id bigint not null,
    id bigint generated always as identity,
    number text not null,
    kind utilities.meter_kind not null,
    multiplier numeric(12, 4) not null check (multiplier > 0), -- another one is another meter, even if the dial stays
    digits int not null check (digits between 1 and 9),        -- before the point: where the dial begins again
    premises_id bigint,              -- null: common ground
    place text,
    installed_on date,               -- null: it was there before anybody wrote it down
    removed_on date,
    replaced_by bigint,              -- no foreign key: the import that brought the new meter must be able to take it back
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, premises_id) references estate.premises,
    check (premises_id is not null or place is not null),
    check (removed_on >= installed_on),
    check (replaced_by is null or removed_on is not null)
);
create index on utilities.meter (community_id, premises_id);

-- Added to, never changed: a mistake is a new version that names what it replaces. The application may neither update nor delete.
create table utilities.reading (
    community_id bigint not null,
    id bigint generated always as identity,
    meter_id bigint not null,
    read_on date not null,
    previous numeric(12, 2) not null check (previous >= 0),
    present numeric(12, 2) not null check (present >= 0),
    rolled_over boolean not null,
    kind utilities.reading_kind not null,
    usage numeric(16, 2) not null,   -- (present − previous, over the turn of the dial where it turned) × multiplier
    note text,
    reader text,
    import_id bigint,
    replaces bigint,
    recorded_by bigint not null,
    recorded_at timestamptz not null,
    primary key (community_id, id),
    unique (community_id, replaces),
    foreign key (community_id, meter_id) references utilities.meter,
    foreign key (community_id, replaces) references utilities.reading,
    check (rolled_over = (present < previous))
);
create index on utilities.reading (community_id, meter_id, read_on);
-- One reading of a meter on a day, versions of it apart.
create unique index on utilities.reading (community_id, meter_id, read_on) where replaces is null;

call database.secure('utilities.meter');
call database.secure('utilities.reading');
grant select, insert, update on utilities.meter to guanjia_app;
grant select, insert on utilities.reading to guanjia_app;
call imports.note('utilities.meter');
call imports.note('utilities.reading');
