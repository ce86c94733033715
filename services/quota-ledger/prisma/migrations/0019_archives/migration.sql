-- Which revisions of which stream are in which archive file, each read back and compared before its row was written.
CREATE TABLE "archives" (
  "stream" TEXT NOT NULL,
  "from_revision" INTEGER NOT NULL,
  "until_revision" INTEGER NOT NULL,
  "month" TEXT NOT NULL,
  "file" TEXT NOT NULL,
  "file_bytes" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  "verified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "archives_pkey" PRIMARY KEY ("stream", "from_revision")
);
