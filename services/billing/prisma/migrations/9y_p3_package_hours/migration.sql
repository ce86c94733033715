-- Hours of every day in which a package can be used, and in which it has another speed; empty: none.
alter table packages add column valid_hours text not null default '', add column speed_hours text not null default '',
  add column hours_speed_down integer not null default 0, add column hours_speed_up integer not null default 0;
