-- Corrections (更正) of owners, areas and swapped rooms, as new versions, with what they do to bills that were posted.
create schema mending;
grant usage on schema mending to guanjia_app;
create type mending.correction_kind as enum ('OWNER', 'AREA', 'SWAP');
create type mending.correction_state as enum ('PREVIEWED', 'PROPOSED', 'APPLIED', 'REJECTED', 'DISCARDED');
create table mending.correction (
    community_id bigint not null,
    id bigint generated always as identity,
    kind mending.correction_kind not null,
    premises_id bigint not null,
    other_id bigint,                 -- SWAP: the other premises
    ownership_id bigint,             -- OWNER: the version that is wrong
    from_on date,                    -- null: from the beginning
    owner_ids bigint[],              -- OWNER: who it should be, the one who gets the bills first
    square_metres numeric(12, 2),    -- AREA
    reason text not null,
    state mending.correction_state not null default 'PREVIEWED',
    effect jsonb not null,           -- what it does to bills, as the preview found it
    approval_id bigint,
    created_by bigint not null,
    created_at timestamptz not null,
    applied_by bigint,
    applied_on date,
    applied_at timestamptz,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, other_id) references estate.premises,
    check ((kind = 'SWAP') = (other_id is not null)),
    check ((kind = 'OWNER') = (ownership_id is not null) and (kind = 'OWNER') = (owner_ids is not null)),
    check ((kind = 'AREA') = (square_metres is not null))
);
create index on mending.correction (community_id, premises_id);
create index on mending.correction (community_id, other_id) where other_id is not null;
call database.secure('mending.correction');
grant select, insert, update on mending.correction to guanjia_app;

-- A line that a correction wrote stays with the run of the line it stands for; an adjustment names that line.
alter table billing.charge
    add column correction_id bigint,
    add column adjusts_id bigint;
create index charge_of_correction on billing.charge (community_id, correction_id) where correction_id is not null;
create index charge_adjusted on billing.charge (community_id, adjusts_id) where adjusts_id is not null;
drop index billing.charge_once;
create unique index charge_once on billing.charge (community_id, premises_id, item_id, month, segment)
    where reversed_on is null and one_off_id is null and adjusts_id is null;
alter table billing.allocation drop constraint allocation_check,
    add constraint allocation_check check ((reverses_id is not null) = (amount_fen < 0) or source = 'CREDIT');
alter table billing.prepayment_entry
    add column correction_id bigint, -- moved between the premises of one payer
    drop constraint prepayment_entry_check,
    add constraint prepayment_entry_check check (num_nonnulls(payment_id, allocation_id, correction_id) = 1);

-- What was measured wrongly stays visible.
create table estate.premises_area_void (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    from_on date not null,
    to_on date,
    square_metres numeric(12, 2) not null,
    voided_at timestamptz not null,
    voided_by bigint,
    void_reason text not null,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises
);
create index on estate.premises_area_void (community_id, premises_id);
call database.secure('estate.premises_area_void');
grant select, insert on estate.premises_area_void to guanjia_app;
