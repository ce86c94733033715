-- Time online that a package sells; 0: its time is not counted.
alter table packages add column online_seconds integer not null default 0;
