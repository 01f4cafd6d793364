-- A row that was taken with something to look at, beside those that were not taken.
alter table imports.rejection add warning boolean not null default false;
