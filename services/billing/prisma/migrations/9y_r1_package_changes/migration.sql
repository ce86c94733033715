-- Changes of package that subscribers ask for.
alter table subscriptions add column package_change jsonb;
alter table subscriptions add column change_id uuid;
-- Null: nothing waits for an answer.
alter table subscriptions add column change_waits_since timestamptz(3);
create index subscriptions_change_id_idx on subscriptions (change_id);
create index subscriptions_change_waits_since_idx on subscriptions (change_waits_since);
