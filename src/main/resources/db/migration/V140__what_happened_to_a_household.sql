-- The household page asks for what is rare among the charges of a household without reading all of them: reversed ones, deposits.
create index charge_reversed on billing.charge (community_id, premises_id) where reversed_on is not null;
create index charge_deposit on billing.charge (community_id, premises_id) where fund_class = 'DEPOSIT' and reversed_on is null;
