-- What every store keeps for itself: bounded counters, leases, and the base of feed positions.
create table oms_counters (
  name ${text} not null primary key,
  value ${long} not null
)${clustered};

create table oms_leases (
  name ${text} not null primary key,
  owner ${text} not null,
  ends_at ${long} not null,
  fence ${long} not null
)${clustered};

create table oms_feed (
  id ${id},
  base ${long} not null
);

insert into oms_feed (id, base) values (1, 0);
