-- How few accounts owe an item: without it PostgreSQL takes them for a third and reads every account.
create statistics quota_accounts_debts on (json_array_length(state->'debts')) from quota_accounts;
