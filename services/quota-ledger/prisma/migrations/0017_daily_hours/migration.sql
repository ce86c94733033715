-- Grants that may be used, or are faster, in daily hours alone: when an account is looked at next for these, and the hours
-- that a line of the statement says.
alter table quota_accounts add column next_turn_at timestamptz;
create index quota_accounts_next_turn on quota_accounts (next_turn_at) where next_turn_at is not null;
alter table statement_lines add column valid_hours text;
