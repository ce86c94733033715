-- Stopped, but let through slowly for a moment to pay.
alter table accounts add column payment_lane boolean not null default false;
