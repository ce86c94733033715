-- A bill that is for no line holds the hotspot of its subscriber; behind one that lapsed the next has no grace.
alter table subscriptions add column lapsed boolean not null default false;
