-- 一户一档: the files of a household. A later file takes the place of an earlier one, which stays; a mistaken one is withdrawn with
-- who, when and why. The bytes and their facts are the room files'.
create type residents.dossier_kind as enum ('CONTRACT', 'IDENTITY', 'DEED', 'DELIVERY', 'DECORATION', 'LETTER', 'PHOTO', 'OTHER');
create table residents.dossier_file (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    file_id bigint not null,
    kind residents.dossier_kind not null,
    note text check (length(note) <= 200),
    supersedes_id bigint,
    added_by bigint not null,
    added_at timestamptz not null,
    withdrawn_by bigint,
    withdrawn_at timestamptz,
    withdraw_reason text,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, file_id) references files.file,
    foreign key (community_id, supersedes_id) references residents.dossier_file,
    check ((withdrawn_at is null) = (withdraw_reason is null) and (withdrawn_at is null) = (withdrawn_by is null))
);
create unique index dossier_file_superseded_once on residents.dossier_file (community_id, supersedes_id) where supersedes_id is not null;
create index on residents.dossier_file (community_id, premises_id);
call database.secure('residents.dossier_file');
grant select, insert, update (withdrawn_by, withdrawn_at, withdraw_reason) on residents.dossier_file to guanjia_app;
