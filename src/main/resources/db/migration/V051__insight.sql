-- What was published stays as it was published (rules.md §6.3): the rates of a month, frozen when it closes.
create schema insight;
grant usage on schema insight to guanjia_app;

create type insight.rate_span as enum ('MONTH', 'YEAR');                                -- 当期, 当年 (rules.md §7.1)
create type insight.rate_group as enum ('COMMUNITY', 'BUILDING', 'COLLECTOR', 'DEVELOPER');
create table insight.collection_rate (
    community_id bigint not null,
    month date not null check (extract(day from month) = 1),
    span insight.rate_span not null,
    grouped_by insight.rate_group not null,
    group_id bigint not null,        -- building or collector; 0 without one, and for the whole community
    as_of date not null,             -- cut-off of the payments
    numerator_fen bigint not null,
    denominator_fen bigint not null,
    formula text not null,
    published_at timestamptz not null,
    primary key (community_id, month, span, grouped_by, group_id)
);
call database.secure('insight.collection_rate');
call database.append_only('insight.collection_rate');
grant select, insert on insight.collection_rate to guanjia_app;
