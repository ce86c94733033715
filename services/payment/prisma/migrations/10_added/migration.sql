-- What a buyer pays on top of the amount of an order.
ALTER TABLE "payments" ADD COLUMN "added_rupiah" BIGINT NOT NULL DEFAULT 0;
