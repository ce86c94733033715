-- How many messages of a channel wait is counted with each that comes.
create index "inbound_messages_state_channel_idx" on "inbound_messages"("state", "channel");
