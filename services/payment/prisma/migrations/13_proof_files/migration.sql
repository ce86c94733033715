-- The name of a picture that lies in the place of files (FILES_...), whose bytes are not here then.
ALTER TABLE "payment_proofs" ADD COLUMN "file" TEXT, ALTER COLUMN "image" DROP NOT NULL;
CREATE UNIQUE INDEX "payment_proofs_file_key" ON "payment_proofs" ("file");
