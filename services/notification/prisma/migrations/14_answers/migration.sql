-- An answer goes out by the channel that it was asked on, where that one alone knows the person; null: by the order of channels.
ALTER TABLE "messages" ADD COLUMN "only_channel" TEXT;
