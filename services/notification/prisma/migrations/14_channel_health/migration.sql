-- How each number of a channel fares by its vendor's own word, asked every minute.
create table "channel_health" (
  "name" text not null,
  "fault" text not null,
  "reason" text not null,
  "checked_at" timestamptz(3) not null,

  constraint "channel_health_pkey" primary key ("name")
);
