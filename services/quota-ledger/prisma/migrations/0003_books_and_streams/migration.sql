-- The stream that a meter's place belongs to; null in rows from before streams had an identity.
alter table meter_positions add column stream text;

-- What a router's interfaces carried in an hour, and whose it was. Bytes.
create table router_hours (
  router_id text not null,
  hour timestamptz not null,
  carried_bytes bigint not null,
  charged_bytes bigint not null,
  strangers_bytes bigint not null,
  held_bytes bigint not null,
  unclaimed_bytes bigint not null,
  -- Claimed by rows while no interface could say what it carried.
  unwitnessed_bytes bigint not null,
  by_hand_bytes bigint not null,
  primary key (router_id, hour)
) with (fillfactor = 70);
