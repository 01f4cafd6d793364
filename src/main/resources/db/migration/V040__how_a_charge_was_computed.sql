-- A charge keeps its basis in typed columns: they cost a fifth of jsonb to write and can be checked and queried.

-- The two places where billing rounds: half-up (rules.md §0), once, at the end of a line. Amounts of a bill are never negative.
create function billing.half_up(numerator numeric, denominator numeric) returns bigint language sql immutable parallel safe
    return div(2 * numerator + denominator, 2 * denominator)::bigint;
create function billing.half_up(numerator bigint, denominator bigint) returns bigint language sql immutable parallel safe
    return (2 * numerator + denominator) / (2 * denominator);
grant execute on function billing.half_up(numeric, numeric), billing.half_up(bigint, bigint) to guanjia_app;

create type billing.day_basis as enum ('ACTUAL', 'D30', 'ANNUAL'); -- of a month that is not borne whole (rules.md §1.3)
-- Days on which area and price stayed the same.
create type billing.piece as (
    from_on date,
    to_on date,
    quantity numeric(14, 4),             -- ㎡, or 1 for a fixed price
    unit_price numeric(14, 6),
    tariff_id bigint                     -- the version that said the price; null: a price by hand
);
alter table billing.charge drop column basis,
    add column pieces billing.piece[] not null,      -- empty: an amount by hand
    add column whole_fen bigint not null,            -- of all payers of the month together, rounded once
    add column days_before smallint not null,        -- of the payers before this one in the month
    add column days_borne smallint not null,         -- of all payers together; the share is days / days_borne
    add column day_basis billing.day_basis not null;

alter table billing.one_off_charge drop column basis,
    add column quantity numeric(14, 4),
    add column unit_price numeric(14, 6),
    add column approval_id bigint,
    add column posted_by bigint,
    add column reversed_on date,
    add column reversed_at timestamptz,
    add column reversed_by bigint,
    add column reversal_reason text,
    add check ((quantity is null) = (unit_price is null));
create index on billing.one_off_charge (community_id, id desc);

-- APPROVED: decided, and a job is posting it.
alter type billing.run_state add value 'APPROVED' before 'POSTED';
alter table billing.bill_run
    add column already_billed bigint not null default 0,     -- lines which live charges cover and which are left out
    add column billed_fen bigint not null default 0,         -- what those live charges come to
    add column fingerprint bigint not null default 0,        -- over payer and amount of each line: what was approved is what is posted
    add column day_basis billing.day_basis not null default 'ACTUAL',
    add column approval_id bigint,
    add column job_id bigint,
    add column offset_fen bigint;                            -- settled at once out of prepayments
alter table billing.bill_run alter column day_basis drop default;
