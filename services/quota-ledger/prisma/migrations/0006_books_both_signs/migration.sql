-- Of what is held and unclaimed the books explain only what can have been carried.
alter table router_hours add column held_carried_bytes bigint not null default 0;
update router_hours set held_carried_bytes = least(held_bytes, greatest(0, carried_bytes
  - greatest(0, charged_bytes + strangers_bytes + by_hand_bytes - unwitnessed_bytes)));
update router_hours set unclaimed_bytes = least(unclaimed_bytes, greatest(0, carried_bytes - held_carried_bytes
  - greatest(0, charged_bytes + strangers_bytes + by_hand_bytes - unwitnessed_bytes)))
where carried_bytes > 0;
-- Without a witness nothing was carried that it could explain.
update router_hours set unwitnessed_bytes = unwitnessed_bytes + unclaimed_bytes where carried_bytes = 0;
