-- Money in: receipt books, day sheets, payments with their tenders, receipts, floats, counts and hand-overs.
create type cashier.tender_kind as enum ('CASH', 'POS', 'WECHAT', 'ALIPAY', 'TRANSFER', 'CHEQUE');
create type cashier.book_state as enum ('STOCK', 'ISSUED', 'USED_UP', 'RETURNED');
create type cashier.receipt_layout as enum ('PLAIN', 'PREPRINTED'); -- printed whole by us; filled into a multipart form
create table cashier.receipt_book (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    prefix text not null check (prefix ~ '^[A-Z0-9-]{0,10}$'),
    first_no bigint not null check (first_no >= 0),
    last_no bigint not null,
    digits int not null check (digits between 1 and 12),
    next_no bigint not null,             -- the next unused number; last_no + 1 when used up
    copies text[] not null check (cardinality(copies) between 1 and 6), -- 存根联, 客户联, 记账联 …
    layout cashier.receipt_layout not null default 'PLAIN',
    state cashier.book_state not null default 'STOCK',
    registered_by bigint not null,
    registered_at timestamptz not null,
    holder_id bigint,
    issued_by bigint,
    issued_at timestamptz,
    returned_to bigint,
    returned_at timestamptz,
    version int not null default 0,
    primary key (community_id, id),
    check (last_no >= first_no and last_no - first_no < 10000),
    check (next_no between first_no and last_no + 1),
    check ((state = 'STOCK') = (holder_id is null)),
    exclude using gist (community_id with =, prefix with =, int8range(first_no, last_no, '[]') with &&)
);
-- One open book per holder and community (rules.md §5.2).
create unique index book_open_once on cashier.receipt_book (community_id, holder_id) where state = 'ISSUED';
-- Every move of a book, in order (票据领用情况表).
create table cashier.receipt_book_move (
    community_id bigint not null,
    id bigint generated always as identity,
    book_id bigint not null,
    move text not null,                  -- registered, issued, used-up, returned
    from_no bigint not null,
    to_no bigint not null,
    giver_id bigint,
    taker_id bigint,
    moved_at timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, book_id) references cashier.receipt_book
);
call database.append_only('cashier.receipt_book_move');

create type cashier.sheet_state as enum ('OPEN', 'SUBMITTED', 'LOCKED');
create table cashier.day_sheet (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    collector_id bigint not null,
    business_on date not null,
    ordinal int not null,                -- 1; 2 when money comes after the first was submitted …
    state cashier.sheet_state not null default 'OPEN',
    opened_at timestamptz not null,
    submitted_at timestamptz,
    expected_fen bigint,                 -- float + cash − voids, when submitted
    counted_fen bigint,
    difference_reason text,
    handed_over_fen bigint,              -- counted − float kept
    accepted_by bigint,                  -- the clerk, another person
    accepted_at timestamptz,
    accepted_fen bigint,                 -- the clerk's own count
    version int not null default 0,
    primary key (community_id, id),
    unique (community_id, collector_id, business_on, ordinal),
    check (accepted_by <> collector_id),
    check ((state = 'LOCKED') = (accepted_at is not null))
);
create unique index sheet_open_once on cashier.day_sheet (community_id, collector_id, business_on) where state = 'OPEN';
create index on cashier.day_sheet (community_id, business_on);
create type cashier.counter as enum ('COLLECTOR', 'CLERK');
create table cashier.day_sheet_count (
    community_id bigint not null,
    sheet_id bigint not null,
    attempt int not null,                -- a count that differs goes back and is counted again
    counter cashier.counter not null,
    denomination_fen bigint not null check (denomination_fen in (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)),
    pieces int not null check (pieces >= 0),
    counted_by bigint not null,
    counted_at timestamptz not null,
    primary key (community_id, sheet_id, counter, attempt, denomination_fen),
    foreign key (community_id, sheet_id) references cashier.day_sheet
);
call database.append_only('cashier.day_sheet_count');

create table cashier.payment (
    community_id bigint not null,
    id bigint generated always as identity,
    collector_id bigint not null,
    sheet_id bigint not null,
    paid_on date not null,
    paid_at timestamptz not null,
    payer_id bigint,                     -- a person of the community, when known
    payer_name text not null,            -- as it stands on the receipt
    amount_fen bigint not null check (amount_fen > 0),
    allocated_fen bigint not null check (allocated_fen >= 0),
    prepaid_fen bigint not null check (prepaid_fen >= 0),
    allocation_rule text not null,       -- the order used (rules.md §1.8), printed on the receipt
    voided_at timestamptz,               -- the same day, before hand-over; its transfers are reversed
    primary key (community_id, id),
    foreign key (community_id, sheet_id) references cashier.day_sheet,
    check (amount_fen = allocated_fen + prepaid_fen)
);
create index on cashier.payment (community_id, paid_on);
create index on cashier.payment (community_id, sheet_id);
create index on cashier.payment (community_id, payer_id);
create table cashier.payment_premises (
    community_id bigint not null,
    payment_id bigint not null,
    premises_id bigint not null,
    allocated_fen bigint not null,
    prepaid_fen bigint not null,
    primary key (community_id, payment_id, premises_id),
    foreign key (community_id, payment_id) references cashier.payment,
    foreign key (community_id, premises_id) references estate.premises
);
create index on cashier.payment_premises (community_id, premises_id);
create table cashier.tender (
    community_id bigint not null,
    payment_id bigint not null,
    ordinal int not null,
    kind cashier.tender_kind not null,
    amount_fen bigint not null check (amount_fen > 0),
    given_fen bigint check (given_fen >= amount_fen and kind = 'CASH'), -- change = given − amount
    reference text,                      -- slip, order, cheque number
    primary key (community_id, payment_id, ordinal),
    foreign key (community_id, payment_id) references cashier.payment
);
create type cashier.receipt_state as enum ('ISSUED', 'VOID_REQUESTED', 'VOID');
-- One row a used number: a receipt of a payment, or a spoiled blank on its way to void.
create table cashier.receipt (
    community_id bigint not null,
    book_id bigint not null,
    no bigint not null,
    number text not null,                -- prefix and zero-padded number as printed
    state cashier.receipt_state not null,
    payment_id bigint,                   -- null: a spoiled blank number
    content jsonb not null,              -- everything printed, frozen (rules.md §5.4)
    issued_by bigint not null,
    issued_at timestamptz not null,
    prints int not null default 0,       -- the second and later are marked 重打
    void_reason text,
    void_copies text[],                  -- every copy ticked as present
    void_requested_by bigint,
    void_requested_at timestamptz,
    void_confirmed_by bigint,
    void_confirmed_at timestamptz,
    primary key (community_id, book_id, no),
    unique (community_id, number),
    foreign key (community_id, book_id) references cashier.receipt_book,
    foreign key (community_id, payment_id) references cashier.payment,
    check (void_confirmed_by <> void_requested_by),
    check ((state = 'VOID') = (void_confirmed_at is not null)),
    check (payment_id is not null or state <> 'ISSUED')
);
create unique index receipt_per_payment on cashier.receipt (community_id, payment_id) where payment_id is not null;
create table cashier.float_movement (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    holder_id bigint not null,
    amount_fen bigint not null check (amount_fen <> 0), -- positive issued, negative returned
    moved_on date not null,
    moved_at timestamptz not null,
    moved_by bigint not null,
    primary key (community_id, id),
    check (moved_by <> holder_id)
);
create index on cashier.float_movement (community_id, holder_id);
call database.append_only('cashier.float_movement');
call database.append_only('cashier.tender');
call database.append_only('cashier.payment_premises');
create type cashier.close_state as enum ('PROPOSED', 'CLOSED', 'REJECTED');
create table cashier.month_close (
    community_id bigint not null,
    id bigint generated always as identity,
    month date not null check (extract(day from month) = 1),
    state cashier.close_state not null default 'PROPOSED',
    proposed_by bigint not null,
    proposed_at timestamptz not null,
    closed_by bigint,
    closed_at timestamptz,
    figures jsonb,                       -- what was published: roll-forwards, rates, numbers used
    primary key (community_id, id)
);
create unique index month_close_once on cashier.month_close (community_id, month) where state <> 'REJECTED';

call database.secure('cashier.receipt_book');
call database.secure('cashier.receipt_book_move');
call database.secure('cashier.day_sheet');
call database.secure('cashier.day_sheet_count');
call database.secure('cashier.payment');
call database.secure('cashier.payment_premises');
call database.secure('cashier.tender');
call database.secure('cashier.receipt');
call database.secure('cashier.float_movement');
call database.secure('cashier.month_close');
grant select, insert, update on cashier.receipt_book, cashier.day_sheet, cashier.month_close to guanjia_app;
grant select, insert on cashier.receipt_book_move, cashier.day_sheet_count, cashier.payment_premises, cashier.tender,
    cashier.float_movement to guanjia_app;
grant select, insert, update (voided_at) on cashier.payment to guanjia_app;
grant select, insert, update (state, prints, void_reason, void_copies, void_requested_by, void_requested_at,
    void_confirmed_by, void_confirmed_at) on cashier.receipt to guanjia_app;
