-- An opt-out is named without its number, which not every operator reads in full.
ALTER TABLE "broadcast_opt_outs" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX "broadcast_opt_outs_id_key" ON "broadcast_opt_outs" ("id");
CREATE INDEX "broadcast_opt_outs_at_idx" ON "broadcast_opt_outs" ("at");
