-- People of the company: accounts, posts and permissions as data (rules.md §14.3 #1), sessions, tokens; and approvals.
create table identity.account (
    id bigint generated always as identity primary key,
    username text not null check (username = lower(username) and length(username) between 2 and 60),
    name text not null,
    phone text,
    password_hash text not null,
    locale text not null default 'zh-CN',
    theme text not null default 'auto',
    failed_attempts int not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_by bigint references identity.account,
    version int not null default 0,
    unique (username)
);
create table identity.post (
    code text primary key check (code ~ '^[a-z][a-z-]{1,40}$'),
    name_zh text not null,
    name_en text not null,
    position int not null
);
create table identity.post_permission (
    post_code text not null references identity.post,
    permission text not null,
    primary key (post_code, permission)
);
-- Who holds which post in which community since when; community_id null only for posts without business data.
create table identity.appointment (
    id bigint generated always as identity primary key,
    account_id bigint not null references identity.account,
    post_code text not null references identity.post,
    community_id bigint,
    from_on date not null,
    to_on date check (to_on >= from_on),
    made_by bigint references identity.account,
    made_at timestamptz not null
);
alter table identity.appointment add constraint appointment_once exclude using gist
    (account_id with =, post_code with =, (coalesce(community_id, 0)) with =, daterange(from_on, to_on, '[]') with &&);
create index on identity.appointment (community_id, post_code);
-- A named person has the absent one's permissions of one community for a span (ASST-02); books and sheets stay personal.
create table identity.stand_in (
    id bigint generated always as identity primary key,
    community_id bigint not null,
    absent_id bigint not null references identity.account,
    stand_in_id bigint not null references identity.account,
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    reason text not null,
    made_by bigint not null references identity.account,
    made_at timestamptz not null,
    check (absent_id <> stand_in_id)
);
create table identity.token (
    id bigint generated always as identity primary key,
    account_id bigint not null references identity.account,
    name text not null,
    token_sha256 bytea not null unique,
    created_at timestamptz not null,
    expires_on date,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index on identity.token (account_id);
create table identity.setup_link (
    token_sha256 bytea primary key,
    created_at timestamptz not null,
    used_at timestamptz
);
create table identity.session (
    primary_id char(36) not null primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index on identity.session (expiry_time);
create index on identity.session (principal_name);
create table identity.session_attributes (
    session_primary_id char(36) not null references identity.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update on identity.account, identity.post, identity.appointment, identity.stand_in, identity.token,
    identity.setup_link to guanjia_app;
grant select, insert, delete on identity.post_permission to guanjia_app;
grant select, insert, update, delete on identity.session, identity.session_attributes to guanjia_app;

create type approvals.approval_state as enum ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN');
create table approvals.approval (
    community_id bigint not null,
    id bigint generated always as identity,
    kind text not null,              -- what is decided: bill-run, one-off-charge, cash-difference, month-close …
    subject_id bigint not null,
    summary text not null,           -- one line for whoever decides, without personal data
    amount_fen bigint,
    permission text not null,        -- who may decide
    rule text not null,              -- why it needs deciding, e.g. rules.md §15 approval matrix
    state approvals.approval_state not null default 'PENDING',
    proposed_by bigint not null,
    proposed_at timestamptz not null,
    proposal_reason text,
    decided_by bigint,
    decided_at timestamptz,
    decision_reason text,
    primary key (community_id, id),
    check (decided_by <> proposed_by or state = 'WITHDRAWN'),
    check ((state = 'PENDING') = (decided_at is null))
);
create unique index approval_pending_once on approvals.approval (community_id, kind, subject_id) where state = 'PENDING';
create index on approvals.approval (community_id, state, id desc);
call database.secure('approvals.approval');
grant select, insert, update (state, decided_by, decided_at, decision_reason) on approvals.approval to guanjia_app;
