-- A package may be sold between two times, and end on a date; null: at any time, and by its duration alone.
alter table packages add column sell_from timestamptz, add column sell_until timestamptz, add column valid_until timestamptz;
