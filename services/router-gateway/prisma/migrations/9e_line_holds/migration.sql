-- A line may be suspended by hand and held for a bill: each has its own end.
alter table lines add column suspended_by_hand boolean not null default false;
alter table lines add column held_for_bill boolean not null default false;
update lines set suspended_by_hand = true where state = 'suspended';
