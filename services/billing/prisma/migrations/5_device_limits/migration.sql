-- How many devices a buyer may have; 0: as many as the installation lets everyone have.
ALTER TABLE "packages" ADD COLUMN "device_limit" INTEGER NOT NULL DEFAULT 0;
