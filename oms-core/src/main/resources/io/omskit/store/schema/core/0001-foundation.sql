-- Orders, work, parcels, journal and ledger. Personal data is in oms_personal and oms_raw only, both sealed.

create table oms_order (
  ${row},
  platform ${text} not null,
  shop ${text} not null,
  number ${text} not null,
  merge_key ${text},
  headline ${text} not null,
  placed_at ${instant},
  body ${json} not null
);
create unique index oms_order_ref on oms_order (platform, shop, number);
create index oms_order_merge on oms_order (merge_key);

create table oms_personal (
  ${row},
  key_id ${text} not null,
  body ${bytes} not null
);

create table oms_raw (
  ${appendRow},
  key_id ${text} not null,
  body ${bytes} not null
);

create table oms_inbox (
  ${row},
  lane ${long} not null,
  ref ${text} not null,
  raw_id ${long},
  work ${text}
);
create index oms_inbox_lane on oms_inbox (lane);

create table oms_poison (
  ${row},
  ref ${text} not null,
  raw_id ${long},
  work ${text},
  reason ${text} not null
);
create index oms_poison_ref on oms_poison (ref);

create table oms_fulfillment (
  ${row},
  source ${text} not null,
  state ${text} not null,
  body ${json} not null
);

create table oms_shipment (
  ${row},
  carrier ${text} not null,
  number ${text} not null,
  discriminator ${text} not null,
  fulfillment_id ${long},
  status ${text} not null,
  body ${json} not null
);
create unique index oms_shipment_identity on oms_shipment (carrier, number, discriminator);

create table oms_journal (
  ${feedRow},
  body ${json} not null
);
create index oms_journal_position on oms_journal (position, id);

create table oms_ledger (
  ${feedRow},
  body ${json} not null
);
create index oms_ledger_position on oms_ledger (position, id);

create table oms_effect (
  ${claimableRow},
  effect_key ${text} not null,
  type ${text} not null,
  target ${text} not null,
  order_id ${long},
  fulfillment_id ${long},
  body ${json} not null
);
create unique index oms_effect_effect_key on oms_effect (effect_key);
create index oms_effect_due on oms_effect (state, due_at, id);

create table oms_alert (
  ${row},
  type ${text} not null,
  order_id ${long} not null,
  body ${json} not null
);
create unique index oms_alert_type on oms_alert (type, order_id);

create table oms_cursor (
  ${row},
  name ${text} not null,
  value ${text} not null
);
create unique index oms_cursor_name on oms_cursor (name);
