-- What people write to us; what they said is sealed, and gone once it is answered.
create table "inbound_messages" (
  "channel" text not null,
  "message_id" text not null,
  "contact" text not null,
  "phone" text,
  "said_sealed" bytea,
  "received_at" timestamptz(3) not null,
  "due_at" timestamptz(3) not null,
  "state" text not null,

  constraint "inbound_messages_pkey" primary key ("channel", "message_id")
);
create index "inbound_messages_state_due_at_idx" on "inbound_messages"("state", "due_at");
create index "inbound_messages_channel_contact_received_at_idx" on "inbound_messages"("channel", "contact", "received_at");
create index "inbound_messages_received_at_idx" on "inbound_messages"("received_at");
