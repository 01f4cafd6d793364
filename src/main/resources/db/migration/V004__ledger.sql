-- The ledger: transfers between two accounts, never changed; periods that close; seals that chain.
-- The chart of accounts is a type: a fixed vocabulary of four bytes a row, checked without a foreign key
-- (docs/decisions). Items, premises, payers and holders are dimensions of the transfer, not accounts of their own.
create type ledger.account as enum (
    'RECEIVABLE',                    -- 应收账款
    'REVENUE',                       -- 收入(净额)
    'OUTPUT_VAT',                    -- 销项税额
    'BILLED_IN_ADVANCE',             -- 合同负债
    'AGENCY_PAYABLE',                -- 代收代付
    'COMMON_INCOME',                 -- 业主共有收益
    'REMUNERATION_FUNDS',            -- 酬金制资金
    'PREPAYMENT',                    -- 预收(预存)
    'DEPOSIT',                       -- 押金
    'FLOAT',                         -- 备用金, by holder
    'CASH_IN_HAND',                  -- 收费员手中现金, by holder
    'CHEQUES_IN_HAND',               -- 未存支票, by holder
    'SAFE',                          -- 保险柜
    'BANK',                          -- 银行
    'CLEARING_POS',
    'CLEARING_WECHAT',
    'CLEARING_ALIPAY',
    'CLEARING_TRANSFER',
    'BANK_FEE',
    'WAIVER',                        -- 减免
    'BAD_DEBT',                      -- 坏账
    'CASH_SHORTAGE',                 -- 短款
    'CASH_SURPLUS',                  -- 长款
    'PUBLIC_ELECTRICITY_PREPAID',
    'PUBLIC_ELECTRICITY_EXPENSE',
    'OPENING_BALANCE'                -- 期初
);
create type ledger.source_kind as enum
    ('BILL_RUN', 'ONE_OFF_CHARGE', 'PAYMENT', 'OFFSET', 'RELEASE', 'FLOAT', 'DAY_SHEET', 'OPENING');

create table ledger.period (
    community_id bigint not null references estate.community,
    month date not null check (extract(day from month) = 1),
    closed_at timestamptz,
    closed_by bigint,
    primary key (community_id, month)
);
-- A row is made on first use; closing updates it under FOR UPDATE, posting holds it FOR SHARE.
grant select, insert, update (closed_at, closed_by) on ledger.period to guanjia_app;
call database.secure('ledger.period');

create table ledger.transfer (
    community_id bigint not null,
    id bigint generated always as identity,
    business_on date not null,       -- the day on which it counts; its month must be open
    debit_account ledger.account not null,
    credit_account ledger.account not null,
    amount_fen bigint not null check (amount_fen > 0),
    premises_id bigint,
    payer_id bigint,                 -- residents.person
    item_id bigint,                  -- billing.charge_item
    holder_id bigint,                -- identity.account, of cash, cheques and float
    sheet_id bigint,                 -- cashier.day_sheet on which the money is counted
    source_kind ledger.source_kind not null,
    source_id bigint not null,
    charge_id bigint,                -- the charge it bills, releases, settles
    reverses_id bigint,              -- the transfer it undoes (红冲)
    actor_id bigint,
    posted_at timestamptz not null,
    primary key (community_id, id),
    check (debit_account <> credit_account)
);
create unique index transfer_reversed_once on ledger.transfer (community_id, reverses_id) where reverses_id is not null;
create index on ledger.transfer (community_id, business_on);
create index on ledger.transfer (community_id, premises_id, id) where premises_id is not null;
create index on ledger.transfer (community_id, source_kind, source_id);
create index on ledger.transfer (community_id, sheet_id) where sheet_id is not null;
call database.secure('ledger.transfer');
call database.append_only('ledger.transfer');
grant select, insert on ledger.transfer to guanjia_app;

-- A closed month takes nothing, whoever asks. One look per statement, not per row.
create function ledger.refuse_closed_period() returns trigger language plpgsql as $$
declare late record;
begin
    select n.community_id, n.business_on into late
    from (select distinct community_id, business_on from posted) n
    join ledger.period p on p.community_id = n.community_id and p.month = date_trunc('month', n.business_on)::date
    where p.closed_at is not null limit 1;
    if found then
        raise exception 'month of % is closed for community %', late.business_on, late.community_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger refuse_closed_period after insert on ledger.transfer
    referencing new table as posted for each statement execute function ledger.refuse_closed_period();

create type ledger.seal_kind as enum ('DAY_SHEET', 'MONTH');
create table ledger.seal (
    community_id bigint not null,
    id bigint generated always as identity,
    kind ledger.seal_kind not null,
    subject_id bigint not null,      -- the sheet, or yyyymm of the month
    transfers bigint not null,
    amount_fen bigint not null,
    last_transfer_id bigint,
    previous_id bigint,
    sha256 bytea not null,           -- over the previous seal and every transfer in id order
    sealed_at timestamptz not null,
    sealed_by bigint,
    primary key (community_id, id),
    unique (community_id, kind, subject_id)
);
create unique index seal_chain on ledger.seal (community_id, previous_id) nulls not distinct;
call database.secure('ledger.seal');
call database.append_only('ledger.seal');
grant select, insert on ledger.seal to guanjia_app;
