-- What the books before Guanjia knew: what was paid, kept as history, and what was still owed, taken over once another person signed the total.
create schema openings;
grant usage on schema openings to guanjia_app;

create type openings.statement_state as enum ('PROPOSED', 'POSTED', 'REJECTED', 'REVERSED');
create table openings.statement (
    community_id bigint not null,
    id bigint generated always as identity,
    item_id bigint not null,
    year smallint not null,
    source text not null,                -- the workbook and its sheet
    import_id bigint,                    -- imports.batch, a room above
    rows int not null,
    paid_fen bigint not null check (paid_fen >= 0),
    arrears_fen bigint not null check (arrears_fen > 0), -- equal to the lines; posting proves it
    state openings.statement_state not null default 'PROPOSED',
    created_by bigint not null,
    created_at timestamptz not null,
    approval_id bigint,
    posted_on date,
    posted_by bigint,
    posted_at timestamptz,
    reversal_approval_id bigint,
    reversed_on date,
    reversed_by bigint,
    reversed_at timestamptz,
    reversal_reason text,
    primary key (community_id, id),
    foreign key (community_id, item_id) references billing.charge_item
);
create index on openings.statement (community_id, import_id);

-- The total by building as it was signed; rows without a building stand under ''.
create table openings.building_total (
    community_id bigint not null,
    statement_id bigint not null,
    building text not null,
    sort_key text not null,
    rows int not null,
    paid_fen bigint not null,
    arrears_fen bigint not null,
    primary key (community_id, statement_id, building),
    foreign key (community_id, statement_id) references openings.statement
);

create table openings.line (
    community_id bigint not null,
    statement_id bigint not null,
    premises_id bigint not null,
    month date not null check (extract(day from month) = 1),
    payer_id bigint not null,            -- who answered in that month by the register
    owner_id bigint not null,
    due_fen bigint not null,
    paid_fen bigint not null check (paid_fen >= 0),
    open_fen bigint generated always as (due_fen - paid_fen) stored,
    due_on date not null,
    sheet text not null,
    row_no int not null,
    primary key (community_id, statement_id, premises_id, month),
    check (due_fen > paid_fen),
    foreign key (community_id, statement_id) references openings.statement,
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, payer_id) references residents.person
);
create index on openings.line (community_id, premises_id);

-- Payments of the time before: shown on the household page, never cash, never a receipt of this house.
create table openings.past_payment (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    item_id bigint not null,
    payer text not null,                 -- as the old books call whoever paid, '' where they do not say
    period text not null,                -- as the old books call it
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    paid_on date,
    due_fen bigint not null,
    paid_fen bigint not null check (paid_fen > 0),
    receipt text,
    source text not null,                -- workbook, sheet and row
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, item_id) references billing.charge_item
);
-- The same workbook again changes nothing.
create unique index past_payment_once on openings.past_payment
    (community_id, premises_id, item_id, from_on, to_on, paid_on, due_fen, paid_fen, receipt) nulls not distinct;

call database.secure('openings.statement');
call database.secure('openings.building_total');
call database.secure('openings.line');
call database.secure('openings.past_payment');
grant select, insert, update on openings.statement to guanjia_app;
grant select, insert on openings.building_total, openings.past_payment to guanjia_app;
grant select, insert, delete on openings.line to guanjia_app; -- of statements that were never posted
call imports.note('openings.past_payment');

-- A charge comes from a bill run, from a document by hand or from the books before Guanjia.
alter table billing.charge
    add column opening_id bigint,
    add column opening_basis text,       -- where in the old books it was read
    drop constraint charge_check2,
    add constraint charge_of_one_document check (num_nonnulls(bill_run_id, one_off_id, opening_id) = 1),
    add constraint charge_opening_basis check ((opening_id is null) = (opening_basis is null));
create index on billing.charge (community_id, opening_id) where opening_id is not null;
