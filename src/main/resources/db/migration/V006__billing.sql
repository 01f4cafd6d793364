-- The household's account: items and tariffs in time, bill runs, charges, prepayments and what settled what.
create type billing.fund_class as enum ('OWN_REVENUE', 'AGENCY', 'COMMON_INCOME', 'DEPOSIT');
create type billing.fee_class as enum ('PROPERTY', 'UTILITY', 'PARKING', 'SERVICE', 'GENERAL'); -- GENERAL 通用: prepayments only
create type billing.charge_method as enum ('AREA', 'FIXED', 'ONE_OFF'); -- price × ㎡, price per premises, amount by hand

create table billing.charge_item (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    code text not null,
    name text not null,
    fee_class billing.fee_class not null check (fee_class <> 'GENERAL'),
    method billing.charge_method not null,
    priority int not null default 100,   -- allocation order within one due date and month (rules.md §1.8)
    due_day int not null default 31 check (due_day between 1 and 31), -- of the fee month, clamped to its last day
    created_at timestamptz not null,
    version int not null default 0,
    primary key (community_id, id),
    unique (community_id, code)
);
create table billing.charge_item_version (
    community_id bigint not null,
    item_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    fund_class billing.fund_class not null,
    tax_rate numeric(6, 4) not null check (tax_rate >= 0 and tax_rate < 1), -- included in the price
    created_by bigint,
    created_at timestamptz not null,
    primary key (community_id, item_id, from_on),
    foreign key (community_id, item_id) references billing.charge_item,
    exclude using gist (community_id with =, item_id with =, daterange(from_on, to_on, '[]') with &&)
);
create table billing.tariff (
    community_id bigint not null,
    id bigint generated always as identity,
    item_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    unit_price numeric(14, 6) not null check (unit_price >= 0), -- yuan per ㎡ and month, or per premises and month
    created_by bigint,
    created_at timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, item_id) references billing.charge_item,
    exclude using gist (community_id with =, item_id with =, daterange(from_on, to_on, '[]') with &&)
);
-- Which premises bear which monthly item since when.
create table billing.premises_item (
    community_id bigint not null,
    premises_id bigint not null,
    item_id bigint not null,
    from_on date not null,
    to_on date check (to_on >= from_on),
    primary key (community_id, premises_id, item_id, from_on),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, item_id) references billing.charge_item,
    exclude using gist (community_id with =, premises_id with =, item_id with =, daterange(from_on, to_on, '[]') with &&)
);
create index on billing.premises_item (community_id, item_id);

create type billing.run_state as enum ('PREVIEWED', 'PROPOSED', 'POSTED', 'REJECTED', 'REVERSED');
create table billing.bill_run (
    community_id bigint not null,
    id bigint generated always as identity,
    month date not null check (extract(day from month) = 1),
    item_ids bigint[] not null,
    state billing.run_state not null,
    charges bigint not null,
    total_fen bigint not null,
    previous_fen bigint not null,        -- the same items a month before
    findings jsonb not null default '[]',-- what stops it, and the largest changes
    created_by bigint not null,
    created_at timestamptz not null,
    posted_on date,
    posted_at timestamptz,
    posted_by bigint,
    reversed_on date,
    reversed_at timestamptz,
    reversed_by bigint,
    reversal_reason text,
    primary key (community_id, id)
);
create index on billing.bill_run (community_id, month);
create type billing.one_off_state as enum ('PROPOSED', 'POSTED', 'REJECTED', 'REVERSED');
create table billing.one_off_charge (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    item_id bigint not null,
    month date not null check (extract(day from month) = 1),
    amount_fen bigint not null check (amount_fen > 0),
    payer_id bigint not null,
    due_on date not null,
    description text not null,
    basis jsonb not null,
    state billing.one_off_state not null default 'PROPOSED',
    created_by bigint not null,
    created_at timestamptz not null,
    posted_at timestamptz,
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, payer_id) references residents.person
);

-- Hot table: few foreign keys by decision; the statement that inserts joins what the others would check.
create table billing.charge (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    item_id bigint not null,
    month date not null check (extract(day from month) = 1),
    segment smallint not null,           -- 1, 2 …: payers of one month in order of days; 0 for a one-off
    payer_id bigint not null,
    owner_id bigint not null,            -- stays liable
    from_on date not null,
    to_on date not null,
    amount_fen bigint not null check (amount_fen <> 0),
    net_fen bigint not null,
    tax_fen bigint not null,
    open_fen bigint not null,            -- amount − allocations; a test and verify prove it
    fee_class billing.fee_class not null,
    fund_class billing.fund_class not null,
    due_on date not null,
    basis jsonb not null,                -- how it was computed: quantity, price, days, tariff, share
    bill_run_id bigint,
    one_off_id bigint,
    deferred boolean not null,           -- fee month after the month of posting: net stands in BILLED_IN_ADVANCE
    released_on date,
    posted_on date not null,
    posted_at timestamptz not null,
    reversed_on date,                    -- a reversed charge is not live and not open
    primary key (community_id, id),
    foreign key (community_id, premises_id) references estate.premises,
    check (amount_fen = net_fen + tax_fen),
    check (to_on >= from_on),
    check ((bill_run_id is null) <> (one_off_id is null)),
    check (open_fen between least(amount_fen, 0) and greatest(amount_fen, 0)),
    check (reversed_on is null or open_fen = 0)
);
-- I5: one live charge per premises, item, month and segment; one-off charges excepted.
create unique index charge_once on billing.charge (community_id, premises_id, item_id, month, segment)
    where reversed_on is null and one_off_id is null;
create index charge_open on billing.charge (community_id, premises_id) where open_fen <> 0;
create index on billing.charge (community_id, month, item_id);
create index on billing.charge (community_id, bill_run_id) where bill_run_id is not null;
create index on billing.charge (community_id, month) where deferred and released_on is null and reversed_on is null;

-- The row that a payment locks: one a premises. Locked in id order, before anything of these premises is settled.
create table billing.premises_account (
    community_id bigint not null,
    premises_id bigint not null,
    touched_at timestamptz,
    primary key (community_id, premises_id)
);
create table billing.prepayment (
    community_id bigint not null,
    id bigint generated always as identity,
    premises_id bigint not null,
    payer_id bigint not null,
    fee_class billing.fee_class not null,
    balance_fen bigint not null check (balance_fen >= 0),
    primary key (community_id, id),
    unique (community_id, premises_id, payer_id, fee_class),
    foreign key (community_id, premises_id) references estate.premises,
    foreign key (community_id, payer_id) references residents.person
);
create index on billing.prepayment (community_id, premises_id) where balance_fen > 0;
create type billing.settlement_source as enum ('PAYMENT', 'PREPAYMENT');
-- Append-only: what settled which charge. A reversal is a negative row that names what it undoes.
create table billing.allocation (
    community_id bigint not null,
    id bigint generated always as identity,
    charge_id bigint not null,
    amount_fen bigint not null check (amount_fen <> 0),
    source billing.settlement_source not null,
    source_id bigint not null,           -- cashier.payment or billing.prepayment
    business_on date not null,
    allocated_at timestamptz not null,
    actor_id bigint,
    reverses_id bigint,
    primary key (community_id, id),
    foreign key (community_id, charge_id) references billing.charge,
    check ((reverses_id is not null) = (amount_fen < 0))
);
create unique index allocation_reversed_once on billing.allocation (community_id, reverses_id) where reverses_id is not null;
create index on billing.allocation (community_id, charge_id);
create index on billing.allocation (community_id, source, source_id);
create index on billing.allocation (community_id, business_on);
-- Append-only: what moved a prepayment balance. Positive in, negative out.
create table billing.prepayment_entry (
    community_id bigint not null,
    id bigint generated always as identity,
    prepayment_id bigint not null,
    amount_fen bigint not null check (amount_fen <> 0),
    payment_id bigint,                   -- cashier.payment that brought or took it back
    allocation_id bigint,                -- or the offset of a charge
    business_on date not null,
    entered_at timestamptz not null,
    reverses_id bigint,
    primary key (community_id, id),
    foreign key (community_id, prepayment_id) references billing.prepayment,
    check ((payment_id is null) <> (allocation_id is null))
);
create index on billing.prepayment_entry (community_id, prepayment_id);
create index on billing.prepayment_entry (community_id, payment_id) where payment_id is not null;
call database.append_only('billing.allocation');
call database.append_only('billing.prepayment_entry');

call database.secure('billing.charge_item');
call database.secure('billing.charge_item_version');
call database.secure('billing.tariff');
call database.secure('billing.premises_item');
call database.secure('billing.bill_run');
call database.secure('billing.one_off_charge');
call database.secure('billing.charge');
call database.secure('billing.premises_account');
call database.secure('billing.prepayment');
call database.secure('billing.allocation');
call database.secure('billing.prepayment_entry');
grant select, insert, update on billing.charge_item, billing.charge_item_version, billing.tariff, billing.premises_item,
    billing.bill_run, billing.one_off_charge, billing.premises_account to guanjia_app;
grant select, insert, update (open_fen, released_on, reversed_on) on billing.charge to guanjia_app;
grant select, insert, update (balance_fen) on billing.prepayment to guanjia_app;
grant select, insert on billing.allocation, billing.prepayment_entry to guanjia_app;
