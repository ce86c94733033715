-- Copies of the read models at one position of the store, by which a rebuild begins (docs/adr/0056).
CREATE TABLE "closings" (
  "closing_id" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  "position" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "sums" JSON NOT NULL,
  "copied_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "proved_at" TIMESTAMPTZ(3),
  CONSTRAINT "closings_pkey" PRIMARY KEY ("closing_id")
);
CREATE TABLE "closing_parts" (
  "closing_id" TEXT NOT NULL,
  "table_name" TEXT NOT NULL,
  "part" INTEGER NOT NULL,
  "row_count" INTEGER NOT NULL,
  "rows" JSON NOT NULL,
  CONSTRAINT "closing_parts_pkey" PRIMARY KEY ("closing_id", "table_name", "part"),
  CONSTRAINT "closing_parts_closing_id_fkey" FOREIGN KEY ("closing_id") REFERENCES "closings"("closing_id") ON DELETE CASCADE ON UPDATE CASCADE
);
