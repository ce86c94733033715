-- Where and when routers last saw the devices of subscribers move something: outlives host rows, sessions and gateways.
create table sightings (
  mac text primary key,
  router_id uuid not null,
  site text not null,
  address text not null,
  seen_at timestamptz not null
);
create index sightings_seen_at_idx on sightings (seen_at);
