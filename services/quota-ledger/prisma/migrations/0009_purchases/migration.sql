-- What each purchase did to its account: a command looks up one row where it read the account's whole stream. The read
-- models are empty after this and are folded again from the first event.
create table purchases (
  subscriber_id uuid not null,
  purchase_id text not null,
  state text not null,
  -- Auto debt that it settled and that no reset has forgiven since.
  auto_bytes bigint not null,
  -- The items that it settled, as they were given; the unpaid bytes of each are the purchase's share.
  debts json not null,
  primary key (subscriber_id, purchase_id)
);
-- What a reset forgives.
create index purchases_with_auto_debt on purchases (subscriber_id) where auto_bytes > 0;
-- A state of very many grants is tens of KB: lz4 costs a tenth of the default's time. A server built without it keeps its own way.
do $$ begin
  alter table quota_accounts alter column state set compression lz4;
exception when feature_not_supported then null;
end $$;
truncate quota_accounts, usage_blocks, statement_lines, usage_hours, anomalies, handled_commands, router_hours;
do $$ begin
  if to_regclass('checkpoints') is not null then delete from checkpoints where name = 'balances'; end if;
end $$;
