-- Money that an agent topped up went back after it was spent: nothing is sold until that is made up for.
alter table agents add column must_make_up boolean not null default false;
