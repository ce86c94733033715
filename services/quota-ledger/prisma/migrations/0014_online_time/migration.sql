-- Time online: what was used of it by device, router and hour, and what other events did to what is left.
alter table usage_hours add column online_seconds integer not null default 0;
alter table statement_lines add column online_seconds integer;
alter table statement_lines add column online_seconds_after integer;
