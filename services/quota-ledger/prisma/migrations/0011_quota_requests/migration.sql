-- What Komandans asked for, and what became of it. No event of before tells of any: the table begins empty.
create table quota_requests (
  request_id text primary key,
  subscriber_id uuid not null,
  state text not null,
  bytes bigint not null,
  unlimited boolean not null,
  days int not null,
  reason text not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decision_reason text,
  granted_bytes bigint,
  granted_unlimited boolean,
  granted_days int
);
create index quota_requests_by_state on quota_requests (state, asked_at desc, request_id desc);
create index quota_requests_by_subscriber on quota_requests (subscriber_id, asked_at desc, request_id desc);
