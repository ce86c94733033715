-- What waits of a channel is counted with each message that comes, and its oldest is answered in its turn.
create index "inbound_messages_state_channel_due_at_idx" on "inbound_messages"("state", "channel", "due_at");
