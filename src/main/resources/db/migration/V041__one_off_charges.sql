-- Who stays liable for a charge by hand is settled when it is written down, like its payer; and its charge is found by it.
alter table billing.one_off_charge add column owner_id bigint not null;
alter table billing.one_off_charge add foreign key (community_id, item_id) references billing.charge_item;
create unique index charge_of_one_off on billing.charge (community_id, one_off_id) where one_off_id is not null;
