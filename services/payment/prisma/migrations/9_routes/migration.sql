-- Several plugins may take new orders by one method: PAYMENT_ROUTES or their cost says which is asked first.
ALTER TABLE "payment_plugin_methods" DROP CONSTRAINT "payment_plugin_methods_pkey";
ALTER TABLE "payment_plugin_methods" ADD PRIMARY KEY ("method", "plugin_id");
