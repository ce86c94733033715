-- A subscription may pay for a PPPoE line, and holds it while a bill of it is past its grace.
alter table subscriptions add column line_id uuid;
create unique index subscriptions_one_of_a_line on subscriptions (line_id) where not ended;
alter table bills add column overdue boolean not null default false;
