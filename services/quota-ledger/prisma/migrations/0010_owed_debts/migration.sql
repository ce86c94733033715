-- The list of debts reads only the accounts that owe an item.
create index quota_accounts_with_debts on quota_accounts (subscriber_id) where json_array_length(state->'debts') > 0;
