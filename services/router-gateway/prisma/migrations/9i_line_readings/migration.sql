-- What routers held of PPPoE when they were read last, and what was wrong with it.
create table line_readings (
  router_id uuid primary key,
  read_at timestamptz not null,
  reading jsonb not null
);
