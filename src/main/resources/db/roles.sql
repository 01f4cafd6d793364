-- For a PostgreSQL (15 or newer) of your own: the two roles and the database. Run it once as a superuser with psql:
--
--   psql -v owner_password=… -v application_password=… -f roles.sql
--
-- and start Guanjia with
--
--   --spring.datasource.url=jdbc:postgresql://host:5432/guanjia
--   --spring.datasource.username=guanjia_app   --spring.datasource.password=…
--   --spring.flyway.user=guanjia_owner         --spring.flyway.password=…
--
-- guanjia_owner owns the tables and migrates them. guanjia_app, the application, owns nothing: row-level security and the
-- append-only tables bind it. Neither is a superuser, and neither may have BYPASSRLS. The names are fixed, because the
-- migrations grant to them. The locale C.UTF-8 keeps Chinese searchable and sorting the same on every machine.
\set ON_ERROR_STOP on
create role guanjia_owner login password :'owner_password';
create role guanjia_app login password :'application_password';
create database guanjia owner guanjia_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
revoke all on database guanjia from public;
grant connect, temporary on database guanjia to guanjia_app;
