-- Orders that wait for goods or for room in a quota, by what they wait for and in the order in which they are served.

create table oms_waiting (
  ${row},
  order_id ${long} not null,
  subject ${text} not null,
  place ${text} not null,
  quantity ${long} not null
);
create unique index oms_waiting_demand on oms_waiting (order_id, subject);
create index oms_waiting_place on oms_waiting (subject, place);
