-- AlterTable
ALTER TABLE "payments" ADD COLUMN "fee_rupiah" BIGINT NOT NULL DEFAULT 0;
