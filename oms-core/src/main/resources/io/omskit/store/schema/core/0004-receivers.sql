-- The buyer in a shop whose open orders a platform may be asked about: which of them go to one receiver.

alter table oms_order add column ask_key ${text};
create index oms_order_ask on oms_order (ask_key) where ask_key is not null;
