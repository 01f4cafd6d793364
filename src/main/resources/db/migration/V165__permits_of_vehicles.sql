-- What an office's list says of a vehicle's parking permit (停车证). A note of the register: nothing is issued, charged or refused by it.
alter table residents.vehicle
    add permit text,
    add permit_from_on date,
    add permit_to_on date,
    add permit_rent_fen bigint check (permit_rent_fen >= 0),  -- a month, as the list says; not charged
    add check (permit is not null or (permit_from_on is null and permit_to_on is null and permit_rent_fen is null)),
    add check (permit_to_on >= permit_from_on);
create index vehicle_permit on residents.vehicle (community_id, permit) where permit is not null;
