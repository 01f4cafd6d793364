-- Saved views of registers: filters, columns and order under a name, of one person or shared with the community.
create schema registers;
grant usage on schema registers to guanjia_app;

create table registers.saved_view (
    community_id bigint not null references estate.community,
    id bigint generated always as identity,
    register text not null,
    name text not null check (length(name) between 1 and 60),
    query text not null check (length(query) <= 2000), -- as it stands in the address
    owner_id bigint not null,            -- identity.account
    shared boolean not null default false,
    created_at timestamptz not null,
    primary key (community_id, id),
    unique (community_id, register, owner_id, name)
);
-- What opens when a person comes to the register with a bare address.
create table registers.default_view (
    community_id bigint not null,
    register text not null,
    account_id bigint not null,
    view_id bigint not null,
    primary key (community_id, register, account_id),
    foreign key (community_id, view_id) references registers.saved_view on delete cascade
);
call database.secure('registers.saved_view');
call database.secure('registers.default_view');
grant select, insert, update, delete on registers.saved_view, registers.default_view to guanjia_app;
