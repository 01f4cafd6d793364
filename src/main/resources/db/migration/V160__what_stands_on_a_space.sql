-- The register of spaces asks which vehicles stand on each.
create index on residents.vehicle (community_id, premises_id) where premises_id is not null;
