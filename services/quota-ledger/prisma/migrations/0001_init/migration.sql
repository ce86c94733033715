-- Read models of the quota ledger. The truth is in the event store's tables beside them.

-- One row an account: written once a batch. What usage changes stands apart from what the account's own events change.
create table quota_accounts (
  subscriber_id uuid primary key,
  own_revision int not null,
  -- Grants, debts, terms as the account's own events made them; grants without what is left of them.
  state json not null,
  -- What is left of each grant, in the order of state.grants.
  left_bytes bigint[] not null,
  used_bytes bigint not null,
  auto_debt_bytes bigint not null,
  held json,
  -- Usage of the running hour by device and router; it moves to usage_hours when the hour is over.
  open_hour json,
  status text,
  status_revision int,
  status_at timestamptz,
  next_expiry_at timestamptz
) with (fillfactor = 50);
create index quota_accounts_next_expiry on quota_accounts (next_expiry_at) where next_expiry_at is not null;

-- Every change of a balance but usage.
create table statement_lines (
  subscriber_id uuid not null,
  revision int not null,
  line int not null,
  at timestamptz not null,
  cause text not null,
  amount_bytes bigint not null,
  balance_after_bytes bigint not null,
  reason text,
  source text,
  primary key (subscriber_id, revision, line)
);
create index statement_lines_by_time on statement_lines (subscriber_id, at desc);

-- Usage by device, router and hour; days, charts and the statement are read from it.
create table usage_hours (
  subscriber_id uuid not null,
  hour timestamptz not null,
  device_id text not null,
  router_id text not null,
  bytes_in bigint not null,
  bytes_out bigint not null,
  balance_after_bytes bigint not null,
  last_at timestamptz not null,
  primary key (subscriber_id, hour, device_id, router_id)
) partition by range (hour);

create table anomalies (
  anomaly_id text primary key,
  subscriber_id uuid not null,
  device_id text not null,
  router_id text not null,
  bytes bigint not null,
  observed_at timestamptz not null,
  seconds int not null,
  state text not null default 'open',
  decided_at timestamptz
);
create index anomalies_open on anomalies (observed_at desc) where state = 'open';

create table handled_commands (
  command_id text primary key,
  subscriber_id uuid not null,
  content_hash text not null,
  revision int not null
);

-- Where the meter of each observation partition stands in the stream.
create table meter_positions (
  partition int primary key,
  sequence bigint not null,
  updated_at timestamptz not null default now()
);
