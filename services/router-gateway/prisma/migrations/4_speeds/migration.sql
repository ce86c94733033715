-- The speed that was bought with the grant that burns, in kilobits a second; 0: no limit.
alter table accounts
  add column speed_down integer not null default 0,
  add column speed_up integer not null default 0;
