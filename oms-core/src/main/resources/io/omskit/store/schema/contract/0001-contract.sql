-- Tables for the checks of StoreContract.
create table oms_contract_item (
  ${row},
  shop ${text} not null,
  number ${text} not null,
  amount ${long},
  code ${text},
  seen_at ${instant},
  mark ${bytes},
  body ${json} not null
);
create unique index oms_contract_item_number on oms_contract_item (shop, number);
create unique index oms_contract_item_code on oms_contract_item (code);
create index oms_contract_item_amount on oms_contract_item (shop, amount);
create index oms_contract_item_seen on oms_contract_item (seen_at);

create table oms_contract_task (
  ${claimableRow},
  lane ${long} not null,
  body ${bytes} not null
);
create index oms_contract_task_due on oms_contract_task (state, due_at, id);

create table oms_contract_entry (
  ${feedRow},
  topic ${text} not null,
  body ${json} not null
);
create index oms_contract_entry_position on oms_contract_entry (position, id);
create index oms_contract_entry_topic on oms_contract_entry (topic);

create table oms_contract_note (
  ${appendRow},
  topic ${text} not null
);
create unique index oms_contract_note_topic on oms_contract_note (topic);
