-- What a premises is and was let to, voided leases too: the household page read all leases of the community for it.
create index tenancy_of_premises on residents.tenancy (community_id, premises_id);
-- What somebody owns: with the ownership in the index the search need not choose the primary key, which it then read for a whole community
-- (22 pages for each person found, three now).
create index ownership_owner_of_person on residents.ownership_owner (community_id, person_id, ownership_id);
drop index residents.ownership_owner_community_id_person_id_idx;
