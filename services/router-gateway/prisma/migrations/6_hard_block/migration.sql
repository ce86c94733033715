-- Of a block: the portal is cut off, too.
alter table accounts add column hard_block boolean not null default false;
