-- Who asks for a reversal and who decides it are two people (rules.md §0): the approval that waits for it, or made it so.
alter table billing.bill_run add column reversal_approval_id bigint;
alter table billing.one_off_charge add column reversal_approval_id bigint;
