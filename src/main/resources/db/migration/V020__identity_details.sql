-- What sign-in, appointments and the trail need beyond their first tables.

-- An initial password is known to whoever made the account, so it opens nothing but the page that changes it.
alter table identity.account add column must_change_password boolean not null default false;

-- An appointment or a stand-in ends on a day; one that was a mistake, or must stop at once, is revoked and stays readable.
alter table identity.appointment add column revoked_at timestamptz, add column revoked_by bigint references identity.account;
alter table identity.appointment drop constraint appointment_once;
alter table identity.appointment add constraint appointment_once exclude using gist
    (account_id with =, post_code with =, (coalesce(community_id, 0)) with =, daterange(from_on, to_on, '[]') with &&)
    where (revoked_at is null);
create index on identity.appointment (account_id);

alter table identity.stand_in add column revoked_at timestamptz, add column revoked_by bigint references identity.account;
alter table identity.stand_in add constraint stand_in_once exclude using gist
    (community_id with =, absent_id with =, stand_in_id with =, daterange(from_on, to_on, '[]') with &&)
    where (revoked_at is null);
create index on identity.stand_in (stand_in_id, to_on);

-- The administrator sees no business data, whatever a page or a bug asks for.
alter table identity.post_permission add constraint administrator_alone
    check ((post_code = 'administrator') = (permission = 'staff-manage'));
alter table identity.appointment add constraint administrator_nowhere
    check ((post_code = 'administrator') = (community_id is null));

-- Failed sign-ins that belong to no account: by address, and by names that nobody has, which lock like those that somebody has.
create table identity.sign_in_failure (
    subject text primary key,        -- address:<IPv4, or the first half of an IPv6> or name:<SHA-256 of the name>
    failures int not null,
    locked_until timestamptz,
    last_at timestamptz not null
);
create index on identity.sign_in_failure (last_at);
grant select, insert, update, delete on identity.sign_in_failure to guanjia_app;

-- Rows come in the order of time, so a range of days finds its blocks without an index per row.
create index on audit.entry using brin (at);
