-- Codes that people send to us: the number that one comes from is proved.
create table "reverse_codes" (
  "id" uuid not null,
  "code_hmac" text not null,
  "source_key" text not null,
  "locale" text not null,
  "site" text not null,
  "created_at" timestamptz(3) not null,
  "expires_at" timestamptz(3) not null,
  "state" text not null default 'waiting',
  "phone" text,

  constraint "reverse_codes_pkey" primary key ("id")
);
create unique index "reverse_codes_code_hmac_key" on "reverse_codes"("code_hmac");
create index "reverse_codes_source_key_created_at_idx" on "reverse_codes"("source_key", "created_at");
create index "reverse_codes_created_at_idx" on "reverse_codes"("created_at");
alter table "otp_challenges" add column "reverse" boolean not null default false;
