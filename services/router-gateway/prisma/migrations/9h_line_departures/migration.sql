-- Routers that lines left: what is still there of one is taken down, however late the router is reached.
create table line_departures (
  line_id uuid not null,
  router_id uuid not null,
  username text not null,
  left_at timestamptz not null default current_timestamp,
  primary key (line_id, router_id)
);
create index line_departures_by_router on line_departures (router_id);
