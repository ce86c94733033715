-- What the hotspot's interfaces carried in the time of held usage; null: no interface could be read.
alter table anomalies add column carried_bytes bigint;
