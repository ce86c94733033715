-- What the package of a line says of its quota; whether an operator has set another by hand, as those that stand were.
alter table lines add column package_quota jsonb;
alter table lines add column is_quota_by_hand boolean not null default false;
update lines set is_quota_by_hand = true where quota is not null;
create index lines_with_package_quota on lines (router_id) where package_quota is not null;
