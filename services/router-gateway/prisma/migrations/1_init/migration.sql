-- Routers and how to reach them; a router is its serial number or software id.
create table routers (
  router_id uuid primary key,
  name text not null,
  host text not null,
  port integer not null,
  tls boolean not null,
  user_name text not null,
  -- AES-256-GCM under a key derived from SECRETS_KEY, bound to router_id.
  secret bytea not null,
  site text not null,
  list_names jsonb not null,
  link_bits_per_second_per_device double precision not null,
  -- SHA-256 of the TLS certificate seen first.
  fingerprint text,
  serial text,
  identity text not null default '',
  version text not null default '',
  board text not null default '',
  state text not null default 'connecting',
  state_reason text not null default '',
  last_seen_at timestamptz,
  -- Grows with every change by an operator: sessions of an older one end.
  revision integer not null default 0,
  boot_id uuid,
  boot_uptime_seconds double precision,
  boot_seen_at timestamptz,
  added_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index routers_name on routers (name) where removed_at is null;
create unique index routers_serial on routers (serial) where removed_at is null;

-- What routers should hold, learnt from facts. Devices carry MACs: erasable.
create table accounts (
  subscriber_id uuid primary key,
  status text,
  block_reason text,
  status_version double precision not null default 0,
  devices_version double precision not null default 0,
  updated_at timestamptz not null default now()
);
create index accounts_updated_at on accounts (updated_at);
create table devices (
  device_id uuid primary key,
  subscriber_id uuid not null,
  mac text not null unique
);
create index devices_subscriber on devices (subscriber_id);

-- The versions that a router was last brought to.
create table applied_access (
  router_id uuid not null,
  subscriber_id uuid not null,
  status_version double precision not null,
  devices_version double precision not null,
  primary key (router_id, subscriber_id)
) with (fillfactor = 70);

create table alarms (
  router_id uuid not null,
  code text not null,
  detail text not null,
  raised_at timestamptz not null default now(),
  primary key (router_id, code)
);

create table possessions (
  possession_id uuid primary key,
  router_id uuid not null,
  user_name text not null,
  expires_at timestamptz not null
);

-- Commands done, so that a repeated one is recognised.
create table commands (
  command_id text primary key,
  content_hash text not null,
  router_id uuid not null,
  done_at timestamptz not null default now()
);

-- When the lists of other services were first read whole: before that, nothing known is no reason to remove.
create table first_syncs (
  name text primary key,
  done_at timestamptz not null default now()
);
