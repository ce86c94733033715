-- What stood at the secret of a line that was taken over; whether it was let go. Rows of before get it with their next change.
alter table lines add column former_comment text not null default '';
alter table lines add column is_released boolean not null default false;
