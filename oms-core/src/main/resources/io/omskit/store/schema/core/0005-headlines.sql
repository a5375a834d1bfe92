-- Orders by where they stand: those that wait at a gate are looked at again when the flow changes.

create index oms_order_headline on oms_order (headline);
