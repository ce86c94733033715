-- The device that showed a code, until its message has come; and what came of letting it in.
alter table "reverse_codes" add column "mac" text;
alter table "reverse_codes" add column "address" text;
alter table "reverse_codes" add column "mac_known_by" text;
alter table "reverse_codes" add column "access" jsonb;
