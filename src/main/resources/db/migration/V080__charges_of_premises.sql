-- What premises were charged, settled lines too, is read by page and API; an assignment that was never billed can be taken back.
create index charge_of_premises on billing.charge (community_id, premises_id, id);
grant delete on billing.premises_item to guanjia_app;
