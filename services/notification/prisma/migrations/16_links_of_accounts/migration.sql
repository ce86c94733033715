-- Numbers change hands: whose account each link was made for. Null: made before this was kept.
alter table telegram_links add column subscriber_id text;
alter table telegram_link_tokens add column subscriber_id text;
alter table email_links add column subscriber_id text;
alter table email_proofs add column subscriber_id text;
