-- A bill that is given up as a loss is waited for no more, and holds what it held.
alter table bills add column written_off boolean not null default false;
