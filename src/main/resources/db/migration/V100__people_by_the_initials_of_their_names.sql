-- "zw" finds 张伟: the pinyin initials of each name, one row for each way to read it (曾 is zeng and ceng). Derived from person.name
-- by the application in the same transaction; names stored before are read by the Java migration that follows.
create table residents.person_initials (
    community_id bigint not null,
    person_id bigint not null,
    initials text not null check (length(initials) between 1 and 200),
    primary key (community_id, person_id, initials),
    foreign key (community_id, person_id) references residents.person
);
create index person_initials_search on residents.person_initials (community_id, initials text_pattern_ops);
call database.secure('residents.person_initials');
grant select, insert, delete on residents.person_initials to guanjia_app;
