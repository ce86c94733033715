-- The statement is in the order of events: usage stands behind the account's own event that it came after (docs/adr/0009).
-- What was summed over such an event before this version stays one line; `npm run rebuild -- balances` parts it.
alter table usage_hours add column after_revision int, add column burnt_bytes bigint;
update usage_hours u set burnt_bytes = bytes_in + bytes_out, after_revision = coalesce((select max(revision)
  from statement_lines s where s.subscriber_id = u.subscriber_id and s.at <= u.last_at), -1);
alter table usage_hours
  -- The revision of the account's last own event; -1: there was none.
  alter column after_revision set not null,
  -- What the balance shrank by: nothing under an unlimited grant.
  alter column burnt_bytes set not null,
  drop column balance_after_bytes,
  drop constraint usage_hours_pkey,
  add primary key (subscriber_id, hour, device_id, router_id, after_revision);

-- The instant of the account's last line that is not of usage; null: there is none.
alter table quota_accounts add column last_line_at timestamptz;
update quota_accounts a set last_line_at = (select max(at) from statement_lines s
  where s.subscriber_id = a.subscriber_id);
