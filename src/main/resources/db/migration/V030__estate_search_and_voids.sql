-- Found by what people say and undone without being deleted: search columns of premises and plates, voided ownerships and tenancies.

-- The natural order is bytewise whatever the database's own collation is.
alter table estate.premises alter column sort_key type text collate "C";
-- "11101" finds 1-1-101, and "101" finds every 101 (ranges of text_pattern_ops pass row-level security, LIKE does not).
alter table estate.premises
    add column search_code text generated always as (replace(code, '-', '')) stored,
    add column last_code text generated always as (split_part(code, '-', -1)) stored;
create index premises_code_search on estate.premises (community_id, code text_pattern_ops);
create index premises_digits_search on estate.premises (community_id, search_code text_pattern_ops);
create index premises_last_search on estate.premises (community_id, last_code text_pattern_ops);
create index on estate.area_premises (community_id, area_id);
create index on estate.area_collector (community_id, collector_id);
create index vehicle_plate_search on residents.vehicle (community_id, plate text_pattern_ops);
create index on residents.vehicle (community_id, person_id);

-- A mistaken transfer or lease is voided with who, when and why; only what stands may not overlap.
alter table residents.ownership
    add column voided_at timestamptz,
    add column voided_by bigint,
    add column void_reason text,
    add check ((voided_at is null) = (void_reason is null)),
    drop constraint ownership_community_id_premises_id_daterange_excl,
    add constraint ownership_never_overlaps exclude using gist
        (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&) where (voided_at is null);
alter table residents.tenancy
    add column voided_at timestamptz,
    add column voided_by bigint,
    add column void_reason text,
    add check ((voided_at is null) = (void_reason is null)),
    drop constraint tenancy_community_id_premises_id_daterange_excl,
    add constraint tenancy_never_overlaps exclude using gist
        (community_id with =, premises_id with =, daterange(from_on, to_on, '[]') with &&) where (voided_at is null);
