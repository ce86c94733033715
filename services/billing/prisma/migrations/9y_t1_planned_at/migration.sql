-- When work was planned, for plans of a clock that was ahead.
alter table due_work add column planned_at timestamptz(3);
create index due_work_topic_planned_at_idx on due_work (topic, planned_at);
