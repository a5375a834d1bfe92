-- Who bought and from which network, as keyed hashes: rules may ask what else came from there.

alter table oms_order add column buyer_key ${text};
alter table oms_order add column network_key ${text};
create index oms_order_buyer on oms_order (buyer_key) where buyer_key is not null;
create index oms_order_network on oms_order (network_key) where network_key is not null;
