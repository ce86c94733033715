-- The addresses that routers' DHCP servers always give to a device.
CREATE TABLE "fixed_addresses" (
    "router_id" UUID NOT NULL,
    "mac" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    CONSTRAINT "fixed_addresses_pkey" PRIMARY KEY ("router_id", "mac")
);
CREATE UNIQUE INDEX "fixed_addresses_router_id_address_key" ON "fixed_addresses" ("router_id", "address");
CREATE INDEX "fixed_addresses_mac_idx" ON "fixed_addresses" ("mac");
