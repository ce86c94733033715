-- Codes that operators send by WhatsApp, and the numbers that they proved by them: who writes from one has the operators' words of
-- the bot.
create table "operator_bot_codes" (
  "operator_id" uuid not null,
  "code_hmac" text not null,
  "expires_at" timestamptz(3) not null,
  "phone" text,

  constraint "operator_bot_codes_pkey" primary key ("operator_id"),
  constraint "operator_bot_codes_operator_id_fkey" foreign key ("operator_id") references "operators"("id") on delete cascade on update no action
);
create unique index "operator_bot_codes_code_hmac_key" on "operator_bot_codes"("code_hmac");
create index "operator_bot_codes_expires_at_idx" on "operator_bot_codes"("expires_at");
create table "operator_bots" (
  "operator_id" uuid not null,
  "phone" text not null,
  "good_until" timestamptz(3) not null,

  constraint "operator_bots_pkey" primary key ("operator_id"),
  constraint "operator_bots_operator_id_fkey" foreign key ("operator_id") references "operators"("id") on delete cascade on update no action
);
create unique index "operator_bots_phone_key" on "operator_bots"("phone");
create index "operator_bots_good_until_idx" on "operator_bots"("good_until");
