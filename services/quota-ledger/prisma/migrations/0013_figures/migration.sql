-- The counts of the console's home page: accounts by status, usage of a span of time over all routers.
create index quota_accounts_by_status on quota_accounts (status) where status is not null;
create index router_hours_by_hour on router_hours (hour);
