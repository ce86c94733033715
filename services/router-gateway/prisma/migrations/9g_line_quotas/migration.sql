-- What a line may move in a period; the period of which that is used up, empty: none.
alter table lines add column quota jsonb;
alter table lines add column used_up_in text not null default '';
create index lines_with_quota on lines (router_id) where quota is not null;
