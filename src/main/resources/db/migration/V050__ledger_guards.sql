-- The ledger's own guards: nothing behind a closed month or on a sealed sheet, a reversal mirrors its original once, and what
-- stood on each account when a month was closed is kept beside it, so that a trial balance reads open months only.

-- What stood on the accounts at the end of a closed month, all months before included. Control "closed-balances" proves
-- it equal to the rows.
create table ledger.closed_balance (
    community_id bigint not null,
    month date not null,
    account ledger.account not null,
    debit_fen bigint not null check (debit_fen >= 0),
    credit_fen bigint not null check (credit_fen >= 0),
    primary key (community_id, month, account),
    foreign key (community_id, month) references ledger.period
);
call database.secure('ledger.closed_balance');
call database.append_only('ledger.closed_balance');
grant select, insert on ledger.closed_balance to guanjia_app;

-- Cash, cheques and float by the person who holds them; few rows, none of a bill run.
create index on ledger.transfer (community_id, holder_id, business_on) where holder_id is not null;

-- A month is closed when it or a later one is: months close in order, so a month that never had a posting when its successor
-- was closed takes none afterwards. A sealed day sheet takes none either.
create or replace function ledger.refuse_closed_period() returns trigger language plpgsql as $$
declare late record;
begin
    select n.community_id, n.business_on into late
    from (select distinct community_id, business_on from posted) n
    join ledger.period p on p.community_id = n.community_id and p.month >= date_trunc('month', n.business_on)::date
    where p.closed_at is not null limit 1;
    if found then
        raise exception 'month of % is closed for community %', late.business_on, late.community_id using errcode = 'check_violation';
    end if;
    select n.community_id, n.sheet_id into late
    from (select distinct community_id, sheet_id from posted where sheet_id is not null) n
    join ledger.seal s on s.community_id = n.community_id and s.kind = 'DAY_SHEET' and s.subject_id = n.sheet_id limit 1;
    if found then
        raise exception 'day sheet % is sealed for community %', late.sheet_id, late.community_id using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- A reversal names a transfer which is no reversal itself, and is its mirror: accounts swapped, the same amount.
create function ledger.refuse_wrong_reversal() returns trigger language plpgsql as $$
declare wrong record;
begin
    select r.community_id, r.id, r.reverses_id into wrong
    from (select * from posted where reverses_id is not null) r
    left join ledger.transfer o on o.community_id = r.community_id and o.id = r.reverses_id
    where o.id is null or o.reverses_id is not null or o.amount_fen <> r.amount_fen
       or o.debit_account <> r.credit_account or o.credit_account <> r.debit_account limit 1;
    if found then
        raise exception 'transfer % of community % does not mirror transfer %', wrong.id, wrong.community_id, wrong.reverses_id
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger refuse_wrong_reversal after insert on ledger.transfer
    referencing new table as posted for each statement execute function ledger.refuse_wrong_reversal();
