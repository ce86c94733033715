-- A bill is due on its first day, or after its period; a subscription that rests has no next bill.
alter table bills add column due_on date;
update bills set due_on = from_date;
alter table bills alter column due_on set not null;
create index "bills_owed_rupiah_due_on_id_idx" on bills ("owed_rupiah", "due_on", "id");
drop index "bills_owed_rupiah_from_date_id_idx";
alter table subscriptions alter column issue_on drop not null;
-- Its package may change: bills keep the name of theirs.
alter table bills add column package_name text not null default '';
update bills b set package_name = coalesce(s.terms->>'packageName', '') from subscriptions s where s.id = b.subscription_id;
