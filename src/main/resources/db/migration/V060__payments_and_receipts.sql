-- What taking money needs: the payment's number before its row, the sheet of every used receipt number, voids that wait.

-- What a payment settles is written under its number before the payment itself, whose row is never changed again.
grant usage on sequence cashier.payment_id_seq to guanjia_app;

-- Also a spoiled blank number belongs to the sheet of the day on which it was spoiled (rules.md §6.1: receipts first–last, voids).
alter table cashier.receipt add column sheet_id bigint not null;
alter table cashier.receipt add foreign key (community_id, sheet_id) references cashier.day_sheet;
create index on cashier.receipt (community_id, sheet_id);
create index receipt_waiting on cashier.receipt (community_id) where state = 'VOID_REQUESTED';
create index on cashier.receipt_book_move (community_id, book_id);
