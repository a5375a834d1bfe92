-- What orders let us expect, what settlement found wrong, what was booked. Rows of bills stay in their files.
create table oms_expectation (
  ${row},
  order_id ${long} not null,
  platform ${text} not null,
  shop ${text} not null,
  number ${text} not null,
  kind ${text} not null,
  payer ${text} not null,
  progress ${text} not null,
  currency ${text} not null,
  amount ${long} not null,
  body ${json} not null
);
create unique index oms_expectation_order on oms_expectation (order_id, kind, payer);
create index oms_expectation_number on oms_expectation (platform, shop, number);
create index oms_expectation_progress on oms_expectation (platform, shop, progress);

create table oms_settlement_break (
  ${row},
  platform ${text} not null,
  shop ${text} not null,
  progress ${text} not null,
  category ${text} not null,
  break_key ${text} not null,
  difference ${long} not null,
  opened_at ${instant} not null,
  body ${json} not null
);
create unique index oms_settlement_break_key on oms_settlement_break (platform, shop, break_key);
create index oms_settlement_break_progress on oms_settlement_break (platform, shop, progress);

create table oms_settlement_total (
  ${appendRow},
  platform ${text} not null,
  shop ${text} not null,
  file_hash ${text} not null,
  format ${text} not null,
  at ${instant} not null,
  body ${json} not null
);
create unique index oms_settlement_total_file on oms_settlement_total (platform, shop, file_hash);

create table oms_booking (
  ${appendRow},
  reference ${text} not null,
  cause ${text} not null,
  at ${instant} not null,
  body ${json} not null
);
create unique index oms_booking_reference on oms_booking (reference);

create table oms_finance_cursor (
  ${row},
  name ${text} not null,
  read_to ${long} not null
);
create unique index oms_finance_cursor_name on oms_finance_cursor (name);
