-- A count that the clerk or the manager does not accept sends the sheet back to its collector, who counts again; both counts stay.
alter table cashier.day_sheet add column attempt int not null default 0;        -- the collector's last count
alter table cashier.day_sheet add column returned_at timestamptz;                -- waits to be counted again
alter table cashier.day_sheet add column return_reason text;
alter table cashier.day_sheet add column cheques_fen bigint;                     -- handed over with the cash
alter table cashier.day_sheet add check (returned_at is null or state = 'SUBMITTED');
-- A float that falls short is written off with its sheet.
alter table cashier.float_movement add column sheet_id bigint;
alter table cashier.float_movement add foreign key (community_id, sheet_id) references cashier.day_sheet;
