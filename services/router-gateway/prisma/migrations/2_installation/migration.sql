-- Who signs what stands on routers: one id an installation, kept through backups, so that a second installation on the
-- same router is recognised. A copy of the database is the same installation.
create table installation (
  installation_id text primary key
);
insert into installation (installation_id) values (substr(gen_random_uuid()::text, 1, 8));
