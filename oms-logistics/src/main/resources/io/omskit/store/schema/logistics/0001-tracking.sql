-- One row per parcel: what its sources told, folded into its standing. Texts of scans are personal and not kept here.
create table oms_tracking (
  ${row},
  carrier ${text} not null,
  number ${text} not null,
  discriminator ${text} not null,
  status ${text} not null,
  untold ${long},
  body ${json} not null
);
create unique index oms_tracking_identity on oms_tracking (carrier, number, discriminator);
create index oms_tracking_untold on oms_tracking (untold);
