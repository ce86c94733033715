-- What usage moves stands by blocks of accounts (docs/adr/0012): a poll of a router rewrites a row or two, not one an
-- account. The read models are empty after this and are folded again from the first event.
truncate quota_accounts, statement_lines, usage_hours, anomalies, handled_commands;
do $$ begin
  if to_regclass('checkpoints') is not null then delete from checkpoints where name = 'balances'; end if;
end $$;

alter table quota_accounts
  drop column left_bytes,
  drop column used_bytes,
  drop column auto_debt_bytes,
  drop column open_hour,
  -- Where its usage stands: the block, and the place in it.
  add column block int not null,
  add column slot smallint not null,
  -- `device|router` of the running hour's sums, in the order of the block's columns.
  add column usage_keys text[] not null;
alter table quota_accounts set (fillfactor = 90);
create index quota_accounts_block on quota_accounts (block);

create table usage_blocks (
  block int primary key,
  -- Whose hosts these accounts are, so that one reading touches few blocks; empty: no router has shown them yet.
  router_id text not null,
  members smallint not null,
  -- Numbers as usage-block.ts lays them out.
  data bytea not null
);
create index usage_blocks_router on usage_blocks (router_id);
-- Rewritten whole, many times a second under load: compressing costs more than it saves, and what is dead must go soon.
alter table usage_blocks alter column data set storage external;
alter table usage_blocks set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 20000);
