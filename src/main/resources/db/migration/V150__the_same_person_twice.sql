-- The same person twice becomes one, and can become two again: who stands for whom, who asked and decided, what moved.
create type residents.merge_state as enum ('PROPOSED', 'MERGED', 'REJECTED', 'UNDONE');
create table residents.person_merge (
    community_id bigint not null,
    id bigint generated always as identity,
    duplicate_id bigint not null,
    survivor_id bigint not null,
    taken text[] not null,           -- fields whose value is the duplicate's: NAME, GENDER, PHONE, IDENTITY
    reason text not null,
    state residents.merge_state not null default 'PROPOSED',
    approval_id bigint,
    proposed_by bigint not null,
    proposed_at timestamptz not null,
    merged_at timestamptz,
    -- the survivor as it was before, and its version afterwards: undone only as long as nobody has edited it since
    was_name text,
    was_gender text,
    was_phone text,
    was_identity_cipher bytea,
    was_identity_hash bytea,
    left_version int,
    undone_by bigint,
    undone_at timestamptz,
    undo_reason text,
    primary key (community_id, id),
    foreign key (community_id, duplicate_id) references residents.person,
    foreign key (community_id, survivor_id) references residents.person,
    check (duplicate_id <> survivor_id),
    check ((undone_at is null) = (undo_reason is null))
);
create unique index person_merge_waits_once on residents.person_merge (community_id, duplicate_id) where state = 'PROPOSED';
create index on residents.person_merge (community_id, survivor_id);

-- Whoever is asked for by an old number, link or receipt is this person now; never a chain.
create table residents.redirect (
    community_id bigint not null,
    person_id bigint not null,
    to_id bigint not null,
    merge_id bigint not null,
    primary key (community_id, person_id),
    foreign key (community_id, person_id) references residents.person,
    foreign key (community_id, to_id) references residents.person,
    foreign key (community_id, merge_id) references residents.person_merge,
    check (person_id <> to_id)
);
create index on residents.redirect (community_id, to_id);

-- Which rows of the register a merge carried over, so that undoing it carries exactly these back.
create type residents.merge_move_kind as enum ('OWNER', 'OWNERSHIP_VOIDED', 'OWNERSHIP_BEGUN', 'TENANCY', 'VEHICLE', 'DEVELOPER', 'REDIRECT');
create table residents.merge_move (
    community_id bigint not null,
    merge_id bigint not null,
    kind residents.merge_move_kind not null,
    row_id bigint not null,          -- ownership, tenancy, vehicle, person; of the developer the first day as yyyymmdd
    premises_id bigint,
    primary key (community_id, merge_id, kind, row_id),
    foreign key (community_id, merge_id) references residents.person_merge
);

-- Somebody looked and said: these two are not the same.
create table residents.different_person (
    community_id bigint not null,
    one_id bigint not null,
    other_id bigint not null,
    reason text not null,
    said_by bigint not null,
    said_at timestamptz not null,
    primary key (community_id, one_id, other_id),
    foreign key (community_id, one_id) references residents.person,
    foreign key (community_id, other_id) references residents.person,
    check (one_id < other_id)
);
call database.secure('residents.person_merge');
call database.secure('residents.redirect');
call database.secure('residents.merge_move');
call database.secure('residents.different_person');
grant select, insert, update on residents.person_merge to guanjia_app;
grant select, insert, update, delete on residents.redirect to guanjia_app;
grant select, insert on residents.merge_move, residents.different_person to guanjia_app;

-- Money records are never edited: whoever reads them by payer reads them under the person who stands for that payer now.
create function residents.whoever(community bigint, person bigint) returns bigint language sql stable parallel safe
    return coalesce((select r.to_id from residents.redirect r where r.community_id = community and r.person_id = person), person);
grant execute on function residents.whoever(bigint, bigint) to guanjia_app;
